"""Bad evidence, end to end: a clear line for each, the rest of the case still assessed, the loss stated in the dossier."""

import io
import json
import os
import random
import struct
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from probandum import Case

CASE = """
[case]
title = "Bad input"
[question]
text = "Who was behind it?"
level = "group"
standard = "clear-and-convincing"
"""
GOOD = (
    "On 3 May 2021 the intruders used Mimikatz and connected to 198.51.100.7 and evil-update[.]example.com.\n"
    * 3
)
NOW = "2024-05-01T00:00:00Z"


def zipped(names):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in names.items():
            archive.writestr(name, data)
    return out.getvalue()


def linked_tar():
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        link = tarfile.TarInfo("link")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
        member = tarfile.TarInfo("../../up.txt")
        member.size = len(GOOD)
        archive.addfile(member, io.BytesIO(GOOD.encode()))
    return out.getvalue()


def pdf(pages_object="<< /Type /Pages /Kids [2 0 R] /Count 1 >>"):
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", pages_object.encode()]
    out, offsets = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    xref = len(out)
    out += b"xref\n0 3\n0000000000 65535 f \n" + b"".join(
        f"{offset:010} 00000 n \n".encode() for offset in offsets
    )
    return bytes(out + f"trailer << /Size 3 /Root 1 0 R >>\nstartxref\n{xref}\n%%EOF\n".encode())


def written_pdf(password=""):
    from fpdf import FPDF

    document = FPDF()
    document.add_page()
    document.set_font("Helvetica", size=12)
    document.multi_cell(0, 8, GOOD)
    if password:
        document.set_encryption(owner_password="owner", user_password=password)
    return bytes(document.output())


def stix_cycle():
    def relation(one, other):
        return {
            "type": "relationship",
            "spec_version": "2.1",
            "id": f"relationship--{one}",
            "created": NOW,
            "modified": NOW,
            "relationship_type": "related-to",
            "source_ref": f"relationship--{other}",
            "target_ref": f"relationship--{one}",
        }

    one, other = "00000000-0000-4000-8000-000000000001", "00000000-0000-4000-8000-000000000002"
    strange = {"type": "x-unheard-of", "id": "x-unheard-of--1", "nest": {}}
    return json.dumps(
        {
            "type": "bundle",
            "id": f"bundle--{one}",
            "objects": [relation(one, other), relation(other, one), strange],
        }
    )


def misp_wrong_dates():
    attribute = {
        "type": "ip-dst",
        "value": "198.51.100.9",
        "timestamp": "never",
        "first_seen": "2018-13-45",
        "to_ids": True,
    }
    return json.dumps(
        {"Event": {"info": "event", "date": "2018-13-45", "timestamp": "x", "Attribute": [attribute]}}
    )


def many_parts():
    part = "--b\r\nContent-Type: text/plain\r\n\r\nhello\r\n"
    return (
        "From: a@example.org\r\nSubject: parts\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
        + (part * 10_000 + "--b--\r\n")
    )


def bomb():
    return zipped({"zeros": bytes(600 << 20)})


BILLION = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{("&" + chr(97 + n) + ";") * 10}">' for n in range(9))
    + "]><html><body><p>&j;</p></body></html>"
)

BAD = {
    "empty.txt": b"",
    "wrong-encoding.txt": "Встреча в 15:00 с оператором, адрес 198.51.100.8".encode("koi8-r")
    + bytes([0xFF, 0xFE, 0x80]),
    "bomb.zip": bomb,
    "climbing.zip": zipped({"../../../up.txt": GOOD, "/absolute.txt": GOOD, "C:\\drive.txt": GOOD}),
    "links.tar": linked_tar,
    "entities.html": BILLION.encode(),
    "nested.html": b"<div>" * 1_000_000 + GOOD.encode(),
    "loop.pdf": pdf,
    "encrypted.pdf": lambda: written_pdf("secret"),
    "truncated.pdf": lambda: written_pdf()[:700],
    "cycle.stix.json": lambda: stix_cycle().encode(),
    "dates.misp.json": lambda: misp_wrong_dates().encode(),
    "parts.eml": lambda: many_parts().encode(),
    "noise.bin": random.Random(7).randbytes(5000),
    "fake.zip": b"PK\x03\x04" + struct.pack("<I", 7) * 40,
}
SAID = {  # words that a line about this file must hold
    "empty.txt": "empty",
    "bomb.zip": "",
    "loop.pdf": "",
    "encrypted.pdf": "password",
    "truncated.pdf": "",
    "cycle.stix.json": "x-unheard-of",
    "dates.misp.json": "2018-13-45",
    "parts.eml": "",
    "noise.bin": "",
    "fake.zip": "",
    "links.tar": "link",
}


def new_case(folder, files):
    (folder / "evidence").mkdir(parents=True)
    (folder / "case.toml").write_text(CASE)
    for name, data in files.items():
        (folder / "evidence" / name).write_bytes(data() if callable(data) else data)
    return Case.open(folder, by="tester", clock=lambda: NOW)


@pytest.fixture(scope="module")
def assessed(tmp_path_factory):
    folder = tmp_path_factory.mktemp("bad") / "case"
    case = new_case(folder, {**BAD, "good.txt": GOOD.encode()})
    (folder / "evidence" / "line\nfeed\x1b[31m.txt").write_text(GOOD.replace("Mimikatz", "PsExec"))
    (folder / "evidence" / "out").symlink_to("/etc/passwd")
    os.mkfifo(folder / "evidence" / "pipe")
    (folder / "evidence" / "zeros.dat").touch()
    os.truncate(folder / "evidence" / "zeros.dat", 1 << 30)
    case.assess()
    return case


def lines(case, name):
    """Everything that is said about a file or what is in it."""
    roots = {one.exhibit.digest for one in case.exhibits() if one.acquisition.name == f"evidence/{name}"}
    inside = {one.exhibit.digest for one in case.exhibits() if one.acquisition.parent in roots}
    return [one.what for one in case.omissions() if one.exhibit in roots | inside]


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(SAID))
def test_a_clear_line_for_each(assessed, name):
    said = lines(assessed, name)
    assert said, f"nothing is said about {name}"
    assert all("\n" not in line and "Traceback" not in line for line in said)
    assert any(SAID[name] in line for line in said), said


@pytest.mark.slow
def test_no_fault_of_the_program(assessed):
    assert not [
        one.what for one in assessed.omissions() if "fault of the program" in one.what or "died" in one.what
    ]


@pytest.mark.slow
def test_the_rest_is_still_assessed(assessed):
    values = {one.value for one in assessed.observations()}
    assert {"198.51.100.7", "evil-update.example.com"} <= values
    assert "198.51.100.9" in values, "the MISP event with wrong dates still gives its attribute"
    assert assessed.assess().items


@pytest.mark.slow
def test_what_never_came_into_custody_is_said(assessed):
    said = " ".join(one.what for one in assessed.omissions())
    assert "out" in said
    assert "pipe" in said


@pytest.mark.slow
def test_the_dossier_states_every_loss(assessed):
    text = json.loads(assessed.root.joinpath(assessed.report(["json"])[0]).read_text())
    whole = json.dumps(text, ensure_ascii=False)
    for omission in assessed.omissions():
        assert omission.what[:40] in whole or json.dumps(omission.what[:40])[1:-1] in whole, omission


@pytest.mark.slow
def test_nothing_was_written_outside(assessed):
    top = {path.name for path in assessed.root.iterdir()}
    assert top <= {"case.toml", "evidence", "custody", "products", "dossier"}
    assert not list(assessed.root.parent.glob("up.txt"))
    assert not Path("/absolute.txt").exists()


@pytest.mark.slow
def test_it_verifies(assessed):
    assert assessed.verify()["acts"] > 3


def test_a_member_that_climbs_is_an_exhibit_with_a_name(tmp_path):
    case = new_case(tmp_path / "case", {"climbing.zip": BAD["climbing.zip"]})
    case.acquire()
    case.examine()
    names = {one.acquisition.name for one in case.exhibits() if one.acquisition.parent}
    assert any("up.txt" in name for name in names)
    assert not list(tmp_path.rglob("up.txt"))


def test_full_disk_is_one_line_and_a_whole_case(tmp_path):
    """A limit on the size of files stands for a full disk: the write fails in the middle."""
    case = new_case(tmp_path / "case", {"good.txt": GOOD.encode()})
    case.acquire()
    code = (
        "import resource, signal, sys\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))\n"
        "from probandum.cli import main\n"
        f"main(['assess', {str(case.root)!r}])\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 5, done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) <= 2
    case = Case.open(case.root, by="tester", clock=lambda: NOW)
    assert case.assess().items, "with room again it goes on"
    case.verify()
