"""Which words of a text are shown, not written: logs, code, commands, indicators, notes of extortionists; and boilerplate.

Told by shape: prose is words in small letters with a stop now and then; notes and boilerplate by what they cannot do without.
"""

import re

CODE = 0.4
"""Share of the tokens of a line that are no words of prose, from which it is code, a log or a list."""
_TOKEN = re.compile(r"\S+")
_TRIM = "\"'“”‘’„«»().,;:!?*…–—_#[]"
_ODD = re.compile(
    r"^-{1,2}[A-Za-z]|^[A-Z][a-z]+-[A-Z][a-z]+$|[=\\/_{}<>|$%^~@#\[\]&+`()]|\w[.:]\w|[a-z][A-Z]|\d[A-Za-z]|[A-Za-z]\d"
)
_STAMP = re.compile(
    r"\s*(?:[>|*#-]\s*)?(?:\[?\d{4}[-/]\d\d[-/]\d\d|[A-Z][a-z]{2} [ \d]\d \d\d:\d\d|\d\d:\d\d:\d\d|\[[\d:. -]+\]|\d{1,3}(?:\.\d{1,3}){3} )"
    r"|\s*(?:[$#>] ?|C:\\[^>\n]*>|PS [^>\n]*>)\S|\s*(?:HK(?:LM|CU|CR|EY_)|rule \w+|strings:|condition:|meta:|\$\w+ ?=)"
)
_CLOSING = re.compile(r"[;{}\\]\s*$|\)\s*[:{]?\s*$")
_PATH = re.compile(r"(?<![^\s(\[<'\"*|])[\w.%~-]*(?:[/\\][\w.%~-]+){3,}[/\\]?")
_PIECE = 48
"""Tokens of a line that are looked at together: a listing may have lost its line ends."""

_NOTE = tuple(
    re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)
    for words in (
        r"your? (?:\w+ ){0,2}(?:files|data|network|documents|servers?|systems?|company|backups?|infrastructure|private papers)",
        r"(?:en|de)crypt\w*|locked|unlock\w*|restor\w+|recover\w*|our key|private key|algorithms?",
        r"we|us|our|ours",
        r"tor|tor browser|\w+\.onion|contact us|write to|e-?mail|your (?:personal )?(?:id|code|key)|personal id|chat|proton\w*|telegram|tox|jabber",
        r"bitcoins?|btc|monero|xmr|pay(?:ment)?|price|doubles?|for free|free|as proof|guarantee\w*|publi(?:c|sh|shed|cation)|leak(?:ed)?",
        r"do not|don['’]t|never|within \w+ (?:days|hours)|you have \w+ (?:days|hours)|attention|warning",
        r"you|your|yours",
    )
)
_NEEDED = (0, 2, 3)
"""A victim's things, a we, where to write."""
_EDGE = (0, 3, 5, 6)
"""What a note begins and ends with: others speak of keys and of themselves too."""
_ENOUGH = 6
_WITHIN = 900

_BOILERPLATE = re.compile(
    r"(?<!\w)(?:subscri(?:be|ption)\w*|newsletters?|sign up|follow us|all rights reserved|copyright|privacy policy|cookies?|terms of (?:use|service)"
    r"|about (?:us|the authors?)|(?:is|are) a leading|leading provider|headquartered|disclaimer|warrant(?:y|ies)|trademarks?|contact (?:us|our)"
    r"|request a demo\w*|learn more|read more|share this|(?:press|media) contact|as is|hotline|webinars?|free trial|weekly digest"
    r"|property of their respective owners|without (?:prior|further) notice|our (?:customers|services|products|solutions|blog|mission|website)"
    r"|account manager|inbox|customers are protected|this (?:blog|website|site|e-?mail)|unsubscribe|confidential(?:ity)?|opinions expressed"
    r"|alle rechte vorbehalten|impressum|datenschutz\w*|abonnieren|haftung|tous droits réservés|abonnez|mentions légales"
    r"|todos los derechos|suscr[ií]b\w+|aviso legal|все права защищены|подпи(?:шитесь|саться)|политика конфиденциальности)(?!\w)|©|版权所有|关注我们|免责声明",
    re.IGNORECASE,
)


def shown(text: str) -> list[tuple[int, int]]:
    """Return the half-open character ranges of a text that are artefacts by their shape, sorted."""
    paths = (match.span() for match in _PATH.finditer(text)) if "/" in text or "\\" in text else ()
    return sorted([*_listings(text), *notes(text), *paths])


def notes(text: str) -> list[tuple[int, int]]:
    """Return the ranges, whole lines, that speak to a victim: your files, we, where to write, and three things more."""
    if "you" not in text.casefold() or not all(_NOTE[group].search(text) for group in _NEEDED):
        return []
    cues = sorted((match.start(), group) for group, rule in enumerate(_NOTE) for match in rule.finditer(text))
    found: list[tuple[int, int]] = []
    seen = [0] * len(_NOTE)
    low = 0
    for place, group in cues:
        seen[group] += 1
        while place - cues[low][0] > _WITHIN or cues[low][1] not in _EDGE:
            if cues[low][0] >= place:
                break
            seen[cues[low][1]] -= 1
            low += 1
        if group in _EDGE and all(seen[one] for one in _NEEDED) and sum(map(bool, seen)) >= _ENOUGH:
            first = cues[low][0]
            start = max(text.rfind("\n", max(first - _WITHIN, 0), first) + 1, first - _WITHIN)
            end = text.find("\n", place, place + _WITHIN)
            end = min(place + _WITHIN, len(text)) if end < 0 else end
            if found and start <= found[-1][1]:
                found[-1] = found[-1][0], end
            else:
                found.append((start, end))
    return found


def boilerplate(text: str) -> int:
    """Return how many different turns of boilerplate a passage has."""
    return len({match.group().casefold() for match in _BOILERPLATE.finditer(text)})


def _listings(text: str) -> list[tuple[int, int]]:
    """Return the lines that are code, logs, commands or lists, with the short lines between them."""
    lines: list[tuple[int, int, float, int]] = []
    start = 0
    for line in text.splitlines(keepends=True):
        if not line.isspace():
            lines.extend(_line(line, start))
        start += len(line)
    scores = [score for _, _, score, _ in lines]
    found = []
    for place, (begin, end, score, tokens) in enumerate(lines):
        around = min(
            scores[place - 1] if place else 0.0, scores[place + 1] if place + 1 < len(lines) else 0.0
        )
        if score >= CODE or (tokens <= 8 and around >= CODE and score + around >= 2 * CODE - 0.2):
            found.append((begin, end))
    return found


def _line(line: str, start: int) -> list[tuple[int, int, float, int]]:
    """Return the pieces of a line: characters, share of what is no word of prose, tokens."""
    tokens = list(_TOKEN.finditer(line))
    bonus = 0.3 if _STAMP.match(line) else 0.0
    bonus += 0.2 if _CLOSING.search(line) else 0.0
    pieces = []
    for low in range(0, len(tokens), _PIECE):
        part = tokens[low : low + _PIECE]
        score = sum(_odd(token.group()) for token in part) / len(part) + bonus
        pieces.append((start + part[0].start(), start + part[-1].end(), score, len(part)))
    return pieces


def _odd(token: str) -> float:
    """Return how little a token looks like a word of prose, in [0, 1]."""
    word = token.strip(_TRIM)
    if word.isalpha():
        return 0.0
    if not word or _ODD.search(word):
        return 1.0
    return 0.5 if word[0].isdigit() else 0.0
