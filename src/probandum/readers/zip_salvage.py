"""Files of a zip whose directory is missing: by their local headers (APPNOTE 6.3.10, 4.3.7), one after the other."""

import struct
import zlib
from collections.abc import Iterator

LOCAL = b"PK\x03\x04"
HEADER = struct.Struct("<4s5H3L2H")
STORED, DEFLATED = 0, 8
ENCRYPTED, STREAMED, UTF8 = 0x1, 0x8, 0x800
STEP = 1 << 14


class Stretch:
    """Bytes [start, end) of a zip, unpacked while they are read.

    Attributes:
        at: how far the zip has been read.
    """

    def __init__(self, data: bytes, start: int, end: int, *, deflated: bool) -> None:
        self._data = data
        self._end = end
        self._inflate = zlib.decompressobj(-15) if deflated else None
        self.at = start

    def read(self, size: int, /) -> bytes:
        """Return at most so many bytes; none at the end.

        Raises:
            EOFError: the zip ends first.
            zlib.error: it is no deflate stream.
        """
        if self._inflate is None:
            piece = self._data[self.at : min(self._end, self.at + size)]
            self.at += len(piece)
            if not piece and self.at < self._end:
                raise EOFError("cut off")
            return piece
        while not self._inflate.eof:
            feed = self._data[self.at : self.at + STEP]
            if not feed:
                raise EOFError("cut off")
            piece = self._inflate.decompress(feed, size)
            self.at += len(feed) - len(self._inflate.unconsumed_tail) - len(self._inflate.unused_data)
            if piece:
                return piece
        return b""


def local_files(data: bytes) -> Iterator[tuple[str, Stretch, int]]:
    """Yield (name, stream, bytes it takes at most) for what a local header announces and can be opened.

    The search goes on after what was read of a stream, so that it stays linear.
    """
    at = data.find(LOCAL)
    while at >= 0 and at + HEADER.size <= len(data):
        _, _, flags, method, _, _, _, packed, _, name_length, extra_length = HEADER.unpack_from(data, at)
        start = at + HEADER.size + name_length + extra_length
        name = data[at + HEADER.size : at + HEADER.size + name_length]
        known = method == DEFLATED or (method == STORED and not flags & STREAMED)
        if known and not flags & ENCRYPTED and start <= len(data):
            end = start + packed if method == STORED else len(data)
            stream = Stretch(data, start, end, deflated=method == DEFLATED)
            yield (
                name.decode("utf-8" if flags & UTF8 else "cp437", "replace"),
                stream,
                packed or len(data) - start,
            )
            start = stream.at
        at = data.find(LOCAL, max(start, at + 1))
