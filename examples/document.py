"""What the documents of the examples are made of. Dates are ``YYYY-MM-DD``; ``after`` names whose publication a document follows."""

from dataclasses import dataclass

NOTICE = "Written for the probandum examples after public facts."


@dataclass(frozen=True)
class Article:
    """Prose: a web page, a text or a PDF, by the suffix of the file."""

    file: str
    date: str
    after: str
    title: str
    paragraphs: tuple[str, ...]
    references: tuple[str, ...]


@dataclass(frozen=True)
class Bundle:
    """STIX 2.1: techniques as (id, name, what was seen), software as (id, name, malware or tool)."""

    file: str
    date: str
    after: str
    title: str
    summary: str
    techniques: tuple[tuple[str, str, str], ...]
    software: tuple[tuple[str, str, str], ...]
    references: tuple[str, ...]


@dataclass(frozen=True)
class Event:
    """MISP: attributes as (type, category, value, comment), techniques as (id, name)."""

    file: str
    date: str
    after: str
    title: str
    attributes: tuple[tuple[str, str, str, str], ...]
    techniques: tuple[tuple[str, str], ...]
    references: tuple[str, ...]


@dataclass(frozen=True)
class Sheet:
    """CSV: rows of (type, value, comment)."""

    file: str
    rows: tuple[tuple[str, str, str], ...]
    references: tuple[str, ...]


@dataclass(frozen=True)
class Mail:
    """A message with one attachment."""

    file: str
    date: str
    title: str
    paragraphs: tuple[str, ...]
    attachment_name: str
    attachment: str


@dataclass(frozen=True)
class Zip:
    """An archive of texts: (name, words)."""

    file: str
    date: str
    members: tuple[tuple[str, str], ...]


Document = Article | Bundle | Event | Sheet | Mail | Zip
