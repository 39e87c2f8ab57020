"""The one door to a network, against real sockets."""

import time

import pytest
from speaking_server import answer, break_off, drip, flood, give, serving, stall

from probandum.endpoint import Endpoint
from probandum.errors import EndpointError, UsageError


def test_an_answer_comes_as_it_was_sent():
    with serving(give(answer())) as (url, seen):
        assert Endpoint(url, "secret").ask(b'{"model":"m"}') == answer()
    assert seen[0]["path"] == "/v1/chat/completions"
    assert seen[0]["headers"]["Authorization"] == "Bearer secret"


def test_no_key_no_header():
    with serving(give(answer())) as (url, seen):
        Endpoint(url).ask(b"{}")
    assert "Authorization" not in seen[0]["headers"]


@pytest.mark.parametrize("behave", [stall, drip], ids=["stalls", "drips"])
def test_a_stall_ends(behave):
    start = time.monotonic()
    with serving(behave) as (url, _), pytest.raises(EndpointError, match=r"within 0\.5 s"):
        Endpoint(url, seconds=0.5).ask(b"{}")
    assert time.monotonic() - start < 10


def test_a_flood_is_refused():
    with serving(flood) as (url, _), pytest.raises(EndpointError, match="bytes of answer"):
        Endpoint(url).ask(b"{}")


def test_an_answer_that_breaks_off_is_none():
    with serving(break_off) as (url, _), pytest.raises(EndpointError):
        Endpoint(url, seconds=5).ask(b"{}")


@pytest.mark.parametrize("status", [301, 302, 307, 400, 401, 404, 429, 500])
def test_only_ok_is_an_answer_and_nothing_is_followed(status):
    with serving(give(b"{}", status, Location="http://127.0.0.1:1/elsewhere")) as (url, seen):
        with pytest.raises(EndpointError, match=str(status)):
            Endpoint(url).ask(b"{}")
        assert len(seen) == 1


def test_nobody_there():
    with pytest.raises(EndpointError):
        Endpoint("http://127.0.0.1:9/v1", seconds=2).ask(b"{}")


@pytest.mark.parametrize(
    "url",
    [
        "",
        "127.0.0.1:8080",
        "ftp://127.0.0.1/v1",
        "http://example.org/v1",
        "http://10.0.0.1/v1",
        "http://user:word@127.0.0.1/v1",
        "http://127.0.0.1:0/v1",
        "http://127.0.0.1:99999/v1",
        "http://127.0.0.1/v1\r\nX: y",
        "http://[::1",
        "file:///etc/passwd",
        "http://127.0.0.1:9/v1?version=2",
        "http://127.0.0.1:9/v1#top",
        "http://127.0.0.1:9/vé",
    ],
)
def test_addresses_that_evidence_is_not_sent_to(url):
    with pytest.raises(UsageError):
        Endpoint(url).ask(b"{}")


@pytest.mark.parametrize("key", ["secret\r", "a\nX-More: 1", "two words", "clé", "\udcff", "   "])
def test_a_key_that_no_header_can_hold_is_named_and_not_shown(key):
    with serving(give(answer())) as (url, seen):
        with pytest.raises(UsageError, match="the key") as told:
            Endpoint(url, key).ask(b"{}")
        assert key.strip() not in str(told.value) or not key.strip()
    assert seen == []
