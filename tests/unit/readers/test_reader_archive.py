import gzip
import io
import random
import struct
import tarfile
import time
import zipfile
import zlib

import pytest
from structured_samples import tarred, zipped

from probandum.errors import ReadError
from probandum.interfaces import Limits
from probandum.model.exhibit import Exhibit
from probandum.model.ident import digest
from probandum.model.observation import Member, Omission
from probandum.readers.archive import FREE, ArchiveReader

ZIP, TAR, GZIP = "application/zip", "application/x-tar", "application/gzip"


def read(data: bytes, media: str, limits: Limits | None = None):
    reader = ArchiveReader()
    if limits:
        reader.limits = limits
    return list(reader.read(Exhibit(digest(data), len(data), media), data))


def members(parts):
    return [(part.name, part.data) for part in parts if isinstance(part, Member)]


def told(parts):
    return "\n".join(part.what for part in parts if isinstance(part, Omission))


def zip_of(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def zip_crypto(name: bytes, content: bytes, password: bytes) -> bytes:
    """A zip with one stored file under traditional encryption (APPNOTE 6.3.10, 6.1)."""
    keys = [0x12345678, 0x23456789, 0x34567890]

    def crc(byte: int, value: int) -> int:
        return (zlib.crc32(bytes([byte]), value ^ 0xFFFFFFFF) ^ 0xFFFFFFFF) & 0xFFFFFFFF

    def update(byte: int) -> None:
        keys[0] = crc(byte, keys[0])
        keys[1] = ((keys[1] + (keys[0] & 0xFF)) * 134775813 + 1) & 0xFFFFFFFF
        keys[2] = crc(keys[1] >> 24, keys[2])

    for byte in password:
        update(byte)
    check = zlib.crc32(content)
    sealed = bytearray()
    for byte in bytes(11) + bytes([check >> 24]) + content:
        mask = (keys[2] & 0xFFFF) | 2
        sealed.append(byte ^ ((mask * (mask ^ 1) >> 8) & 0xFF))
        update(byte)
    common = struct.pack("<5H3L2H", 20, 1, 0, 0, 33, check, len(sealed), len(content), len(name), 0)
    local = b"PK\x03\x04" + common + name + bytes(sealed)
    central = b"PK\x01\x02" + struct.pack("<H", 20) + common + struct.pack("<3H2L", 0, 0, 0, 0, 0) + name
    return local + central + b"PK\x05\x06" + struct.pack("<4H2LH", 0, 0, 1, 1, len(central), len(local), 0)


def tar_of(*entries: tuple[tarfile.TarInfo, bytes], form: int = tarfile.PAX_FORMAT) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=form) as archive:
        for info, data in entries:
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def test_names_are_data():
    parts = read(zipped(), ZIP)
    assert members(parts) == [("reports/a.txt", b"one " * 50), ("../../b.txt", b"two")]
    names = ["/abs", "C:\\x", "a\nb", "\u202ex", "..\\..\\y"]
    assert [name for name, _ in members(read(zip_of(dict.fromkeys(names, b"x")), ZIP))] == [
        "/abs",
        "C:\\x",
        "a b",
        "\u202ex",
        "..\\..\\y",
    ]


def test_a_tar_with_long_names_and_links():
    parts = read(tarred(), TAR)
    assert [(name[:9], len(data)) for name, data in members(parts)] == [("a.txt", 3), ("/abs/é/ab", 1200)]
    assert "no files, left out: 1 (link (symbolic link))" in told(parts)


@pytest.mark.parametrize("form", [tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
def test_every_form_of_tar_is_read_as_the_standard_library_reads_it(form):
    random.seed(form)
    files = [(tarfile.TarInfo("d/" * (n % 40) + f"ä{n}"), random.randbytes(n * 97)) for n in range(60)]
    parts = read(tar_of(*files, form=form), TAR)
    assert members(parts) == [(info.name, data) for info, data in files]
    assert told(parts) == ""


@pytest.mark.parametrize(
    "kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.BLKTYPE, tarfile.FIFOTYPE]
)
def test_links_and_devices_are_left_out(kind):
    special = tarfile.TarInfo("../../etc/passwd")
    special.type, special.linkname = kind, "/etc/passwd"
    parts = read(tar_of((special, b""), (tarfile.TarInfo("b"), b"x")), TAR)
    assert members(parts) == [("b", b"x")]
    assert "no files, left out: 1" in told(parts)


def test_a_link_in_a_zip_is_left_out():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        info = zipfile.ZipInfo("link")
        info.external_attr = 0o120777 << 16
        archive.writestr(info, "/etc/passwd")
    parts = read(out.getvalue(), ZIP)
    assert members(parts) == []
    assert "no files, left out: 1 (link)" in told(parts)


def test_a_bomb_is_left_inside_and_the_rest_taken():
    bomb = zip_of({"a": b"x", "bomb": bytes(FREE * 2), "b": b"y"})
    parts = read(bomb, ZIP)
    assert members(parts) == [("a", b"x"), ("b", b"y")]
    assert "a bomb?), left inside: 1 (bomb)" in told(parts)
    assert "a bomb?" in told(read(gzip.compress(bytes(FREE * 2)), GZIP))


def test_total_output_is_limited():
    parts = read(zip_of({f"{n}": bytes([n]) * 1000 for n in range(10)}), ZIP, Limits(output=3_500))
    assert len(members(parts)) == 3
    assert "left inside: 7" in told(parts)
    assert (
        len(
            members(
                read(
                    tar_of(*((tarfile.TarInfo(f"{n}"), b"x" * 1000) for n in range(5))),
                    TAR,
                    Limits(output=2_500),
                )
            )
        )
        == 2
    )


def test_members_are_limited():
    parts = read(zip_of({f"{n}": b"" for n in range(30)}), ZIP, Limits(members=10))
    assert len(members(parts)) == 10
    assert "files after the first 10" in told(parts)
    assert "20" in told(parts)


def test_entries_that_overlap_cannot_multiply_beyond_the_limits():
    whole = zip_of({"a": random.Random(1).randbytes(1 << 20)})
    central = whole.index(b"PK\x01\x02")
    end = whole.index(b"PK\x05\x06")
    many = whole[:central] + whole[central:end] * 1000
    many += b"PK\x05\x06" + struct.pack("<4H2LH", 0, 0, 1000, 1000, (end - central) * 1000, central, 0)
    parts = read(many, ZIP, Limits(output=5 << 20))
    assert len(members(parts)) <= 5
    assert told(parts)


def test_encrypted_files():
    parts = read(zip_crypto(b"sample.exe", b"MZ sample", b"infected"), ZIP)
    assert members(parts) == [("sample.exe", b"MZ sample")]
    assert "opened with the customary password “infected”: 1 (sample.exe)" in told(parts)
    parts = read(zip_crypto(b"sample.exe", b"MZ sample", b"other"), ZIP)
    assert members(parts) == []
    assert "unpack them and acquire them: 1 (sample.exe)" in told(parts)


@pytest.mark.parametrize("method", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_methods_without_a_bound_are_left_inside(method):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        archive.writestr("a", b"x" * 100)
    assert "not opened, left inside: 1 (a)" in told(read(out.getvalue(), ZIP))


def test_gzip():
    assert members(read(gzip.compress(b"one") + gzip.compress(b"two"), GZIP)) == [("content", b"onetwo")]
    out = io.BytesIO()
    with gzip.GzipFile("report.txt", "wb", fileobj=out, mtime=0) as stream:
        stream.write(b"words")
    assert members(read(out.getvalue(), GZIP)) == [("report.txt", b"words")]


def test_a_tar_in_a_gzip_is_an_exhibit_of_its_own():
    ((_, inner),) = members(read(gzip.compress(tarred()), GZIP))
    assert inner == tarred()


def test_what_is_cut_off_gives_what_is_there():
    noise = random.Random(2).randbytes(100_000)
    ((_, data),) = members(cut := read(gzip.compress(noise)[:-20_000], GZIP))
    assert noise.startswith(data)
    assert len(data) > 10_000
    assert "cannot be read to its end" in told(cut)
    cut = read(zip_of({"a": b"first", "b": noise})[:-20_000], ZIP)
    assert members(cut) == [("a", b"first")]
    assert "directory of the zip is missing" in told(cut)
    assert "cannot be unpacked, left inside: 1 (b: cut off)" in told(cut)
    cut = read(tar_of((tarfile.TarInfo("a"), b"first"), (tarfile.TarInfo("b"), noise))[:-60_000], TAR)
    assert [name for name, _ in members(cut)] == ["a", "b"]
    assert "the part that is there was taken: 1 (b)" in told(cut)


def test_a_wrong_checksum_is_told():
    data = bytearray(zip_of({"a": b"words " * 20, "b": b"x"}))
    data[40] ^= 0xFF
    parts = read(bytes(data), ZIP)
    assert ("b", b"x") in members(parts)
    assert "cannot be unpacked, left inside: 1 (a" in told(parts)


def test_chains_of_extended_headers_do_not_recurse():
    info = tarfile.TarInfo("x")
    info.type = tarfile.XHDTYPE
    record = b"9" * 20_000
    info.size = len(record)
    one = info.tobuf() + record + bytes(-len(record) % 512)
    start = time.process_time()
    parts = read(one * 1_000 + tar_of((tarfile.TarInfo("a"), b"x")), TAR)
    assert time.process_time() - start < 3
    assert members(parts) == [("a", b"x")]


def test_an_extended_header_beyond_bounds_ends_the_walk():
    info = tarfile.TarInfo("x")
    info.type, info.size = tarfile.XHDTYPE, 1 << 30
    parts = read(tar_of((tarfile.TarInfo("a"), b"x"))[:1024] + info.tobuf(), TAR)
    assert members(parts) == [("a", b"x")]
    assert "extended header of 1,073,741,824 bytes" in told(parts)


@pytest.mark.parametrize("media", [ZIP, GZIP])
@pytest.mark.parametrize(
    "data", [b"", b"\0" * 100_000, b"no archive", b"PK\x03\x04", b"\x1f\x8b\x08", b"PK\x05\x06" + bytes(18)]
)
def test_what_is_no_archive_is_a_read_error_or_told(media, data):
    if media == ZIP and data.startswith(b"PK\x05"):
        assert members(read(data, media)) == []
        return
    with pytest.raises(ReadError):
        read(data, media)


def test_a_tar_of_nothing():
    assert told(read(bytes(10_240), TAR)) == "an archive without a file"
    with pytest.raises(ReadError):
        read(b"x" * 2_000, TAR)
    with pytest.raises(ReadError):
        read(b"", TAR)


def test_too_many_entries_are_refused_before_they_are_made():
    with pytest.raises(ReadError, match="entries"):
        read(b"PK\x01\x02" * 100_001, ZIP)
    with pytest.raises(ReadError, match="streams"):
        read(b"\x1f\x8b\x08" * 100_001, GZIP)
