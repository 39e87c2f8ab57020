"""Questions and answers: which paragraphs ask, which answer, and the label that says who speaks."""

import itertools
import re
from collections import Counter
from collections.abc import Sequence

from probandum.detectors.sayings.sentences import Paragraph
from probandum.model.ident import Value

_LINE = re.compile(
    r"[ \t\xa0]*[*_]{0,3}(?:(?P<short>[QA])(?:uestion|nswer)?[ \t]?(?:\d{1,2})?[*_]{0,3}[ \t]*[:：.)–—-]+|(?P<label>[A-Z][^\n:：?!;\"“]{0,70}?)[*_]{0,3}[ \t]*[:：])[*_]{0,3}[ \t\xa0]*"
)
ASKERS = re.compile(
    r"\b(?:question|q|journalists?|reporters?|interviewer|moderator|host|anchor|press|correspondent|media|news|agency"
    r"|(?:audience|floor) member|presenter|editor)\b",
    re.IGNORECASE,
)
ANSWERERS = re.compile(
    r"\b(?:answer|a|response|reply|responded|spokes(?:person|man|woman)|ambassador|(?:prime |deputy |vice )?minister|ministry|embassy"
    r"|secretary|president|chancellor|premier|official|director|commissioner|general|chief|head|ceo|ciso|analyst|researcher|professor"
    r"|representative|envoy|consul|senator|delegate|delegation|government|department|office)\b",
    re.IGNORECASE,
)
_NOT_LABELS = re.compile(
    r"(?:editor'?s? )?notes?|sources?|updated?|date|tags?|keywords?|contacts?|title|subject|re|see also|read more|related|summary|background"
    r"|(?:photo|image|picture|caption|figure|fig|table|chart|video|listing).*|warning|disclaimer|copyright|e-?mail|tel|phone|fax|https?|by|written by"
    r"|published|posted|author|reference|ref|references|about|location|for immediate release|attachments?|topics?|section|press contact",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?:[A-Z][\w.'’-]*|of|the|for|in|and|at|&|de|van|von|al|bin|'s|\(|\)|,)(?:[ ,/()]+|\Z)")
INTERVIEW = re.compile(
    r"\bq ?& ?a\b|\bq and a\b|\bquestions?\b|\binterview\b|\bpress (?:conference|briefing)|\bbriefing\b|\bremarks?\b|\banswers?\b"
    r"|\bresponds?\b|\bresponse\b|\brepl(?:y|ies)\b|\bspokes(?:person|man|woman)\b|\btranscript\b|\bcomments?\b",
    re.IGNORECASE,
)
_ASKS = re.compile(r"[?？؟][\"'”’»)\]*_]*\s*\Z")
_QUESTION = frozenset("?？؟")
_MAY_ASK = frozenset("?？؟\"'”’»)]*_")
"""What the last character of a question is; white space aside."""
_AROUND = " \t\xa0*_"
_OPENS_LABEL = frozenset(f"QA{_AROUND}")


class Turn(Value, frozen=True):
    """What one paragraph is in a conversation.

    Attributes:
        start: where what is said begins, behind the label.
        end: one past the last character.
        label: who speaks, as written; empty where nothing is written.
        part: ``asks``, ``answers`` or empty outside of a conversation.
    """

    start: int
    end: int
    label: str = ""
    part: str = ""


def turns(text: str, paragraphs: Sequence[Paragraph], about: str) -> list[Turn]:
    """Return a turn for each paragraph.

    Args:
        text: the text.
        paragraphs: of the text.
        about: title and publisher: they may say that it is an interview.
    """
    labels = [_label(text, paragraph) for paragraph in paragraphs]
    speak = Counter(label.lower() for label, _ in labels if label)
    found = []
    for paragraph, (label, start) in zip(paragraphs, labels, strict=True):
        if label and _is_speaker(label, speak, text[start : paragraph.end]):
            found.append(Turn(start, paragraph.end, label))
        else:
            found.append(Turn(paragraph.start, paragraph.end))
    return _parted(text, paragraphs, found, about)


def _label(text: str, paragraph: Paragraph) -> tuple[str, int]:
    start = paragraph.start
    stop = min(paragraph.end, start + 90)
    head = text[start:stop]
    if not ("A" <= head[0] <= "Z" or head[0] in _AROUND):
        return "", start
    if not (":" in head or "：" in head or (head[0] in _OPENS_LABEL and _opens_turn(head))):
        return "", start
    match = _LINE.match(text, start, stop)
    if match is None:
        return "", paragraph.start
    if match["short"]:
        word = match[0].lstrip(_AROUND)
        ended = re.search(r"[:：)]", word) or re.match(r"[QA]\d{0,2}\.", word)
        return (match["short"], match.end()) if ended else ("", paragraph.start)
    return match["label"].strip(), match.end()


def _opens_turn(head: str) -> bool:
    return head.lstrip(_AROUND).startswith(("Q", "A"))


def _is_speaker(label: str, speak: Counter[str], said: str) -> bool:
    """Return whether a label names who speaks, and is not the first half of a sentence."""
    if _NOT_LABELS.fullmatch(label) or len(label.split()) > 9:
        return False
    if label in {"Q", "A"}:
        return True
    at = 0
    for match in _NAME.finditer(label):
        if match.start() != at:
            break
        at = match.end()
    if at < len(label):
        return False
    known = ASKERS.search(label) or ANSWERERS.search(label)
    return (
        bool(known)
        or (len(speak) > 1 and max(speak.values()) > 1 and speak[label.lower()] > 1)
        or _ends_asking(said)
    )


def _asks_at_end(text: str, turn: Turn) -> bool:
    last = text[turn.end - 1]
    if last not in _MAY_ASK and not last.isspace():
        return False
    return _ends_asking(text[max(turn.start, turn.end - 12) : turn.end])


def _ends_asking(said: str) -> bool:
    tail = said[-12:]
    return not _QUESTION.isdisjoint(tail) and _ASKS.search(tail) is not None


def _parted(text: str, paragraphs: Sequence[Paragraph], found: list[Turn], about: str) -> list[Turn]:
    """Return the turns with their parts: whoever is labelled, and what follows a question."""
    labelled = any(turn.label for turn in found)
    if not labelled and not any(mark in text for mark in _QUESTION):
        return found
    asked = [_asks_at_end(text, turn) for turn in found]
    pairs = sum(one and not other for one, other in itertools.pairwise(asked))
    prose = [index for index, paragraph in enumerate(paragraphs) if paragraph.kind != "heading"]
    opens = bool(prose) and asked[prose[0]] and len(prose) > 1
    loose = bool(pairs) and (opens or bool(INTERVIEW.search(about)) or labelled)
    part = label = ""
    result = []
    for index, turn in enumerate(found):
        if turn.label:
            part, label = _part(turn, asked[index], text), turn.label
        elif loose and asked[index] and paragraphs[index].end - paragraphs[index].start > 20:
            part, label = "asks", ""
        elif part == "asks" and not _still_asking(found, asked, index):
            part, label = "answers", ""
        result.append(Turn(turn.start, turn.end, label, part) if part or label else turn)
    return result


def _part(turn: Turn, asked: bool, text: str) -> str:
    if turn.label in {"Q", "A"}:
        return "asks" if turn.label == "Q" else "answers"
    asks, answers = ASKERS.search(turn.label), ANSWERERS.search(turn.label)
    if asks and not (answers and answers.end() > asks.end()):
        return "asks"
    if answers:
        return "answers"
    return "asks" if asked or not _QUESTION.isdisjoint(text[turn.start : turn.end]) else "answers"


def _still_asking(found: list[Turn], asked: list[bool], index: int) -> bool:
    """Return whether a question that has several paragraphs goes on: none of them has asked yet, and this one does."""
    last = index - 1
    if found[last].start >= found[last].end:
        return True
    return asked[index] and not asked[last]
