"""The one door to a network: an endpoint that speaks the OpenAI-compatible chat protocol. Opened only when a user names it.

Nothing is followed (no redirects, no proxies), nothing is believed, and neither a stall nor a flood goes on for longer
than :data:`Endpoint.seconds` or takes more than :data:`ANSWER` bytes.
"""

import http.client
import socket
import ssl
import threading
from contextlib import suppress
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit

from probandum.errors import EndpointError, UsageError

ANSWER = 4 << 20
"""Bytes of an answer; a longer one is refused."""
_CHUNK = 1 << 16


@dataclass(frozen=True)
class Endpoint:
    """Where a language model listens.

    Attributes:
        url: base address, such as ``http://127.0.0.1:8080/v1``.
        key: sent as bearer token; empty for none.
        seconds: wall time for one answer, from connecting to the last byte.
    """

    url: str
    key: str = ""
    seconds: float = 120.0

    def ask(self, request: bytes) -> bytes:
        """Return the raw answer to one chat request.

        Raises:
            UsageError: the address is none, or the key can stand in no header.
            EndpointError: it does not answer, answers too slowly or too much, or answers with an error.
        """
        parts = _parts(self.url)
        if not all("!" <= char <= "~" for char in self.key):
            advice = "a line break or a blank often comes along with the file that the key was in"
            raise UsageError("the key holds what can stand in no HTTP header", advice)
        connection = _connection(parts, self.seconds)
        late, sockets = threading.Event(), list[socket.socket]()

        def cut() -> None:
            late.set()
            for line in sockets:
                with suppress(OSError):
                    line.shutdown(socket.SHUT_RDWR)

        watch = threading.Timer(self.seconds, cut)
        watch.daemon = True
        watch.start()
        try:
            connection.connect()
            sockets.append(connection.sock)
            return self._exchange(connection, parts.path.rstrip("/"), request)
        except (OSError, http.client.HTTPException, ValueError, EndpointError) as error:
            over = late.is_set() or isinstance(error, TimeoutError)
            if isinstance(error, EndpointError) and not over:
                raise
            why = f"no whole answer within {self.seconds:g} s" if over else _reason(error)
            raise EndpointError(f"{self.url}: {why}", "see whether the server runs; ask again") from error
        finally:
            watch.cancel()
            connection.close()

    def _exchange(self, connection: http.client.HTTPConnection, path: str, request: bytes) -> bytes:
        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        if self.key:
            headers["Authorization"] = f"Bearer {self.key}"
        connection.request("POST", f"{path}/chat/completions", request, headers)
        response = connection.getresponse()
        if response.status != http.client.OK:
            advice = "redirects are not followed" if response.status in range(300, 400) else "see its log"
            raise EndpointError(f"{self.url}: answered with HTTP status {response.status}", advice)
        body = bytearray()
        while piece := response.read1(_CHUNK):
            body += piece
            if len(body) > ANSWER:
                raise EndpointError(
                    f"{self.url}: more than {ANSWER:,} bytes of answer", "nothing of it was kept"
                )
        if response.length:
            raise EndpointError(f"{self.url}: the answer breaks off", "ask again")
        return bytes(body)


def _parts(url: str) -> SplitResult:
    advice = "give one such as http://127.0.0.1:8080/v1, or https://… for another machine"
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise UsageError(f"{url!r} is no address", advice) from error
    plain = parts.scheme == "http" and _here(parts.hostname or "")
    if not parts.hostname or not (plain or parts.scheme == "https") or port == 0 or parts.username:
        raise UsageError(f"{url!r} is no address to send evidence to", advice)
    if any(ord(char) <= 0x20 or ord(char) == 0x7F for char in url):
        raise UsageError(f"{url!r} holds control characters or spaces", advice)
    if parts.query or parts.fragment or not parts.path.isascii():
        raise UsageError(f"{url!r} is more than a base address", advice)
    return parts


def _here(host: str) -> bool:
    if host == "localhost":
        return True
    with suppress(ValueError):
        return ip_address(host).is_loopback
    return False


def _connection(parts: SplitResult, seconds: float) -> http.client.HTTPConnection:
    host = parts.hostname or ""
    if parts.scheme == "https":
        context = ssl.create_default_context()
        return http.client.HTTPSConnection(host, parts.port, timeout=seconds, context=context)
    return http.client.HTTPConnection(host, parts.port, timeout=seconds)


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or f"no answer that HTTP allows ({type(error).__name__})"
