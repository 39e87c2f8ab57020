"""HTML → runs of text with their places, in one pass, linear in the size whatever the page holds.

Follows the tokenizer of the HTML Standard (section 13.2.5) where it decides what a reader sees; instead of its tree
builder a stack of open elements, enough to know which text is hidden, which is navigation, and where blocks end.
"""

import html
import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import NamedTuple

from probandum.readers.html_elements import (
    ALIKE,
    ASIDE,
    CONTAINERS,
    GAPS,
    HIDDEN,
    IN_HEAD,
    INLINE,
    KINDS,
    NONE,
    RAW,
    ROLES,
    SHOWN,
    VOID,
)
from probandum.readers.html_hidden import hiding, is_selected, is_unseen

MARKUP = re.compile(r"<[a-zA-Z/!?]")
NAME = re.compile(r"</?([a-zA-Z][^\s/>]*+)")
TAG_STOP = re.compile(r"=\s*+[\"']|>")
ATTRIBUTE = re.compile(r"([^\s\"'<>/=]++)(?:\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'>][^\s>]*+)))?")
REFERENCE = r"&(?:#[0-9]{1,8}(?![0-9]);?|#[xX][0-9a-fA-F]{1,7}(?![0-9a-fA-F]);?|#[0-9xX][0-9a-fA-F]*+;?|[a-zA-Z][a-zA-Z0-9]{1,31};?)"
SPECIAL = re.compile(rf"[ \t\n\f\r]{{2,}}|{REFERENCE}")
SPECIAL_PRE = re.compile(REFERENCE)
DECLARATION = re.compile(r"<!doctype\b|<\?xml\b|</", re.IGNORECASE)


class Run(NamedTuple):
    """Characters [start, end) of the page between two pieces of markup; ``pre`` keeps its white space."""

    start: int
    end: int
    kind: int
    pre: bool
    link: bool


@dataclass(slots=True)
class Block:
    """Runs that are read as one paragraph, list item or cell; ``gap`` stands before it.

    ``container`` is the number of the innermost element around it that holds paragraphs (``div``, ``article`` …).
    """

    gap: str
    container: int = 0
    runs: list[Run] = field(default_factory=list)
    links: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Page:
    """What a page holds.

    Attributes:
        blocks: in order; only those with text.
        tags: attributes of ``meta``, ``link``, ``time`` and ``html`` elements, with the name under an empty key.
        title: range of the text of ``title``.
        heading: block of the first ``h1``.
        data: ranges of JSON-LD.
        comments: ranges of comments and broken markup.
        elements: how many elements, how many of them inline, how deep.
    """

    blocks: list[Block] = field(default_factory=lambda: [Block("")])
    tags: list[dict[str, str]] = field(default_factory=list)
    title: tuple[int, int] = (0, 0)
    heading: Block | None = None
    data: list[tuple[int, int]] = field(default_factory=list)
    comments: list[tuple[int, int]] = field(default_factory=list)
    elements: int = 0
    inlines: int = 0
    depth: int = 0


def unescape(reference: str) -> str:
    """Resolve one character reference as a browser does; numbers out of range give U+FFFD."""
    if reference[1] == "#" and len(reference.strip("&#xX;")) > 8:
        return "\ufffd"
    return html.unescape(reference).replace("\r", "\n")


def attributes(tag: str) -> dict[str, str]:
    """Return the attributes of a start tag; the first of a name counts."""
    found: dict[str, str] = {}
    begin = NAME.match(tag)
    for match in ATTRIBUTE.finditer(tag, begin.end() if begin else 0):
        value = match[2] or match[3] or match[4] or ""
        found.setdefault(match[1].lower(), SPECIAL_PRE.sub(lambda reference: unescape(reference[0]), value))
    return found


def scan(text: str) -> Page:
    """Return what a page holds. Never fails."""
    return _Scanner(text).page


class _Scanner:
    def __init__(self, text: str) -> None:
        self.text = text
        self.page = Page()
        self.stack: list[tuple[str, int]] = []
        self.open: defaultdict[str, int] = defaultdict(int)
        self.kinds = [0, 0, 0, 0]
        self.containers = [0]
        self.lenient = False
        self.unseen: frozenset[str] = frozenset()
        self._scan()
        self.page.blocks = [block for block in self.page.blocks if block.runs]

    def _scan(self) -> None:
        at, end = 0, len(self.text)
        while at < end:
            found = MARKUP.search(self.text, at)
            start = found.start() if found else end
            if start > at:
                self._text(at, start)
            if found is None:
                return
            name = NAME.match(self.text, start)
            if name is None:
                at = self._comment(start)
                continue
            at = self._tag_end(name.end())
            if at < 0:
                self.page.comments.append((start, end))
                return
            if self.text[start + 1] == "/":
                self._close(name[1].lower())
            else:
                at = self._open(name[1].lower(), start, at)

    def _text(self, start: int, end: int, kind: int = SHOWN) -> None:
        blank = self.text[start:end].isspace()
        if self.open["head"] and not blank:
            self._close("head")
        runs = self.page.blocks[-1].runs
        kind = max(kind, self._kind_here())
        if kind != NONE and (runs or not blank):
            if not runs:
                self.page.blocks[-1].container = self.containers[-1]
            runs.append(Run(start, end, kind, self.open["pre"] > 0, self.open["a"] > 0))

    def _kind_here(self) -> int:
        for kind in (NONE, HIDDEN, ASIDE):
            if self.kinds[kind]:
                return kind
        return SHOWN

    def _comment(self, start: int) -> int:
        """Skip a comment, doctype, processing instruction or broken end tag; return where it ends."""
        text = self.text
        if text.startswith("<!--", start):
            if text.startswith((">", "->"), start + 4):
                return text.index(">", start) + 1
            end, size = text.find("-->", start + 4), 3
        else:
            end, size = text.find(">", start), 1
        end = len(text) if end < 0 else end + size
        if not DECLARATION.match(text, start):
            self.page.comments.append((start, end))
        return end

    def _tag_end(self, at: int) -> int:
        """Return one past the tag's ``>``; -1 where the page ends inside the tag.

        A quote that never closes would be looked for again from every tag: after the first, quotes are ignored.
        """
        begin = at
        while not self.lenient:
            found = TAG_STOP.search(self.text, at)
            if found is None:
                return -1
            at = found.end()
            if self.text[at - 1] == ">":
                return at
            at = self.text.find(self.text[at - 1], at) + 1
            self.lenient = at == 0
        return self.text.find(">", begin) + 1 or -1

    def _open(self, name: str, start: int, at: int) -> int:
        page = self.page
        page.elements += 1
        page.inlines += name in INLINE
        if self.open["head"] and name not in IN_HEAD:
            self._close("head")
        self._break(name)
        tag = self.text[start:at]
        if name in ("meta", "link", "time", "html") and len(page.tags) < 5_000:
            page.tags.append({**attributes(tag), "": name})
        if name in RAW:
            return self._raw(name, tag, at)
        if name in VOID:
            return at
        kind = self._kind(name, tag)
        if name == "a" and "href" in tag.lower():
            page.blocks[-1].links.append(attributes(tag).get("href", ""))
        if self.stack and (self.stack[-1][0] == name in ALIKE):
            self._pop()
        self.stack.append((name, kind))
        if name in CONTAINERS:
            self.containers.append(page.elements)
        self.open[name] += 1
        self.kinds[kind] += 1
        page.depth = max(page.depth, len(self.stack))
        if name == "h1" and page.heading is None:
            page.heading = page.blocks[-1]
        return at

    def _kind(self, name: str, tag: str) -> int:
        kind = KINDS.get(name, SHOWN)
        if name == "header" and (self.open["article"] or self.open["main"]):
            kind = SHOWN
        if len(tag) == len(name) + 2:
            return kind
        low = tag.lower()
        selected = self.unseen and ("class" in low or "id" in low)
        if "style" in low or "hidden" in low or "role" in low or selected:
            values = attributes(tag)
            if values.get("role", "").lower() in ROLES:
                kind = max(kind, ASIDE)
            if is_unseen(values, name) or (selected and is_selected(name, values, self.unseen)):
                kind = max(kind, HIDDEN)
        return kind

    def _raw(self, name: str, tag: str, at: int) -> int:
        """Skip to the end tag of an element whose content is no markup."""
        found = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(self.text, at)
        end = found.start() if found else len(self.text)
        if name == "title" and self.page.title == (0, 0) and not self.open["svg"]:
            self.page.title = (at, end)
        if name == "style":
            self.unseen = hiding(self.text[at:end], self.unseen)
        if name == "script" and "ld+json" in tag.lower():
            self.page.data.append((at, end))
        if RAW[name] != NONE and end > at:
            self._text(at, end, RAW[name])
        return end

    def _close(self, name: str) -> None:
        """Close an element and all that is open inside it; an end tag without a start tag does nothing."""
        self._break(name)
        if not self.open[name]:
            return
        while self._pop() != name:
            pass

    def _pop(self) -> str:
        name, kind = self.stack.pop()
        if name in CONTAINERS:
            self.containers.pop()
        self.open[name] -= 1
        self.kinds[kind] -= 1
        return name

    def _break(self, name: str) -> None:
        """Begin a new block where an element begins or ends one."""
        gap = GAPS.get(name, "")
        if not gap:
            return
        if self.stack and self.stack[-1][0] == "p" and name not in ("br", "p"):
            self._pop()
        last = self.page.blocks[-1]
        if last.runs:
            self.page.blocks.append(Block(gap))
        elif gap > last.gap:
            last.gap = gap
