"""Builds the evidence of the examples: ``python examples/build.py [FOLDER]``. Same script, same bytes.

The words stand in ``olympic_destroyer.py`` and ``two_accusations.py``; this file only puts them into formats.
Nothing is compressed, dated or numbered by the machine, so the bytes do not depend on it.
"""

import csv
import html
import io
import json
import sys
import uuid
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import olympic_destroyer
import two_accusations
from document import NOTICE, Article, Bundle, Event, Mail, Sheet, Zip

NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "https://github.com/probandum/probandum/examples")


def page(article: Article) -> bytes:
    """Return a web page as newsrooms make them: navigation, article, related links, footer."""
    body = "\n".join(f"<p>{html.escape(text, quote=False)}</p>" for text in article.paragraphs)
    references = "".join(f'<li><a href="{url}">{url}</a></li>' for url in article.references)
    title = html.escape(article.title, quote=False)
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>{title}</title>
<meta property="og:title" content="{html.escape(article.title)}">
<meta property="og:site_name" content="{html.escape(article.after)}, for the probandum examples">
<meta property="article:published_time" content="{article.date}">
</head>
<body>
<header><nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li>
<li><a href="/technology">Technology</a></li><li><a href="/about">About</a></li></ul></nav></header>
<main><article>
<h1>{title}</h1>
<p><time datetime="{article.date}">{article.date}</time></p>
{body}
</article></main>
<aside><h2>More</h2><ul><li><a href="/newsletter">Newsletter</a></li><li><a href="/search">Search</a></li></ul></aside>
<footer><p>{NOTICE}</p><ul>{references}</ul><p><a href="/privacy">Privacy</a> <a href="/terms">Terms</a></p></footer>
</body>
</html>
""".encode()


def text(article: Article) -> bytes:
    """Return a plain text with lines of seventy characters."""
    blocks = [article.title, article.date, *article.paragraphs, NOTICE, *article.references]
    return ("\n\n".join(_wrapped(block) for block in blocks) + "\n").encode()


def _wrapped(block: str) -> str:
    lines = [""]
    for word in block.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > 70:
            lines.append("")
        lines[-1] += f" {word}" if lines[-1] else word
    return "\n".join(lines)


def pdf(article: Article) -> bytes:
    """Return a PDF with the notice at the foot of each page; uncompressed, with the date of the document."""
    from fpdf import FPDF

    class Paper(FPDF):
        def footer(self) -> None:
            self.set_y(-15)
            self.set_font("Helvetica", size=8)
            self.cell(0, 8, f"{NOTICE} Page {self.page_no()}")

    paper = Paper(format="A4")
    paper.set_compression(compress=False)
    paper.set_creation_date(datetime.fromisoformat(article.date).replace(tzinfo=UTC))
    paper.set_producer("probandum examples")
    paper.set_title(article.title)
    paper.set_lang("en")
    paper.set_auto_page_break(auto=True, margin=20)
    paper.add_page()
    paper.set_font("Helvetica", style="B", size=15)
    paper.multi_cell(0, 8, article.title, new_x="LMARGIN", new_y="NEXT")
    paper.set_font("Helvetica", size=11)
    for block in (article.date, *article.paragraphs, *(f"Reference: {url}" for url in article.references)):
        paper.ln(3)
        paper.multi_cell(0, 6, block, new_x="LMARGIN", new_y="NEXT", align="L")
    return bytes(paper.output())


def stix(bundle: Bundle) -> bytes:
    """Return a STIX 2.1 bundle: a report on the malware and the ATT&CK techniques seen in it."""
    stamp = f"{bundle.date}T00:00:00.000Z"

    def made(kind: str, key: str, **properties: object) -> dict[str, object]:
        name = f"{kind}--{_uuid4(f'{bundle.file}/{key}')}"
        common = {"type": kind, "spec_version": "2.1", "id": name, "created": stamp, "modified": stamp}
        return common | properties

    author = made("identity", "author", name=bundle.after, identity_class="organization")
    by = {"created_by_ref": author["id"]}
    objects = [author]
    for name, title, seen in bundle.techniques:
        url = f"https://attack.mitre.org/techniques/{name.replace('.', '/')}"
        external = [{"source_name": "mitre-attack", "external_id": name, "url": url}]
        objects.append(
            made("attack-pattern", name, name=title, description=seen, external_references=external, **by)
        )
    for name, title, kind in bundle.software:
        url = f"https://attack.mitre.org/software/{name}"
        external = [{"source_name": "mitre-attack", "external_id": name, "url": url}]
        extra = {"is_family": True} if kind == "malware" else {}
        objects.append(made(kind, name, name=title, external_references=external, **extra, **by))
    references = [{"source_name": "after", "url": url} for url in bundle.references]
    summary = f"{bundle.summary} {NOTICE}"
    report = made(
        "report",
        "report",
        name=bundle.title,
        description=summary,
        published=stamp,
        report_types=["malware"],
        object_refs=[item["id"] for item in objects],
        external_references=references,
        **by,
    )
    whole = {"type": "bundle", "id": f"bundle--{_uuid4(bundle.file)}", "objects": [*objects, report]}
    return _json(whole)


def misp(event: Event) -> bytes:
    """Return a MISP event with ATT&CK tags."""
    attributes = [
        {
            "uuid": _uuid4(f"{event.file}/{index}"),
            "type": kind,
            "category": category,
            "value": value,
            "comment": comment,
        }
        | {"to_ids": False}
        for index, (kind, category, value, comment) in enumerate(event.attributes)
    ]
    tags = [
        {"name": f'misp-galaxy:mitre-attack-pattern="{title} - {name}"'} for name, title in event.techniques
    ]
    note = {"uuid": _uuid4(f"{event.file}/note"), "type": "comment", "category": "Other"}
    note |= {"value": f"{NOTICE} {' '.join(event.references)}", "comment": "", "to_ids": False}
    body = {
        "uuid": _uuid4(event.file),
        "info": event.title,
        "date": event.date,
        "analysis": "2",
        "threat_level_id": "4",
        "Orgc": {"name": event.after, "uuid": _uuid4(event.after)},
        "Tag": [{"name": "tlp:clear"}, *tags],
        "Attribute": [*attributes, note],
    }
    return _json({"Event": body})


def sheet(table: Sheet) -> bytes:
    """Return a CSV with a header; the last row is the notice."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("type", "value", "comment"))
    writer.writerows(table.rows)
    writer.writerow(("comment", NOTICE, " ".join(table.references)))
    return out.getvalue().encode()


def mail(letter: Mail) -> bytes:
    """Return a message with one attachment."""
    message = EmailMessage(policy=SMTP)
    message["From"] = "Reading list <reading-list@example.org>"
    message["To"] = "Case file <case-file@example.org>"
    message["Date"] = datetime.fromisoformat(letter.date).replace(hour=9, tzinfo=UTC)
    message["Subject"] = letter.title
    message["Message-ID"] = f"<{_uuid4(letter.file)}@example.org>"
    body = "\n\n".join(_wrapped(block) for block in (*letter.paragraphs, NOTICE))
    message.set_content(body + "\n", cte="quoted-printable")
    message.add_attachment(letter.attachment.encode(), "text", "csv", filename=letter.attachment_name)
    message.set_boundary(f"=_{_uuid4(letter.file + '/boundary')}")
    return message.as_bytes()


def archive(box: Zip) -> bytes:
    """Return a zip whose members are stored, not compressed, with a fixed time."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as file:
        for name, words in box.members:
            member = zipfile.ZipInfo(name, (*map(int, box.date.split("-")), 0, 0, 0))
            member.create_system = 3  # else it says which system built it
            member.external_attr = 0o644 << 16
            file.writestr(member, f"{words}\n")
    return out.getvalue()


def _uuid4(key: str) -> str:
    """Return an identifier made from a key, marked as version 4, which STIX asks for."""
    return str(uuid.UUID(bytes=uuid.uuid5(NAMESPACE, key).bytes, version=4))


def _json(value: object) -> bytes:
    return (json.dumps(value, indent=2, ensure_ascii=False) + "\n").encode()


WRITERS = {Bundle: stix, Event: misp, Sheet: sheet, Mail: mail, Zip: archive}
ARTICLES = {".html": page, ".txt": text, ".pdf": pdf}


def files() -> Iterator[tuple[str, bytes]]:
    """Yield path (relative to this folder) and bytes of every evidence file."""
    for folder, documents in (*olympic_destroyer.CASES, *two_accusations.CASES):
        for document in documents:
            if isinstance(document, Article):
                data = ARTICLES[Path(document.file).suffix](document)
            else:
                data = WRITERS[type(document)](document)
            yield f"{folder}/evidence/{document.file}", data


def main(target: Path) -> None:
    """Write every evidence file below a folder."""
    for name, data in files():
        path = target / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        print(path)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
