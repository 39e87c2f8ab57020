"""What a host name or an address is worth: own site, not routed, defanged; and what its spelling says."""

from probandum.detectors.domains import public
from probandum.detectors.refang import Refanged
from probandum.detectors.wallets import is_onion

_GREEK, _CYRILLIC = (0x370, 0x400), (0x400, 0x530)


class Hosts:
    """Sorts the hosts of one text.

    Args:
        refanged: the text.
        own: host of the site that published the text; empty where unknown.
    """

    def __init__(self, refanged: Refanged, own: str) -> None:
        self._refanged = refanged
        self._own = own

    def sort(self, host: str, start: int, end: int, *, link: bool) -> tuple[str, str]:
        """Return the row of the table of start values and the reason, for a host at [start, end) of the refanged text."""
        name = host.rpartition("@")[2]
        said = _spelling(self._refanged.text[start:end], name)
        if self._own and (f".{name}".endswith(f".{self._own}") or f".{self._own}".endswith(f".{name}")):
            return "own site", "the publisher's own site"
        if not (name[:1].isalpha() or any(map(str.isalpha, name.partition("/")[0]))) or ":" in name:
            try:
                if not public(name):
                    return "not public", "an address that is not routed on the internet"
            except ValueError:
                pass
        if self._refanged.changed(start, end):
            return "defanged", f"defanged by the author{said}"
        return (
            ("link", f"target of a link in the document{said}")
            if link
            else ("network", f"written plainly{said}")
        )


def _spelling(written: str, name: str) -> str:
    """Return what there is to say about how a host is written, to be added to a note."""
    if name.endswith(".onion"):
        label = name.split(".")[-2]
        if len(label) == 56:
            return f"; onion service, its checksum {'holds' if is_onion(label) else 'does not hold'}"
        return "; onion service of the form that is no longer served" if len(label) == 16 else ""
    if written.isascii():
        return ""
    mixed = any(len({_script(letter) for letter in label} - {""}) > 1 for label in written.split("."))
    return "; mixes scripts" if mixed else ""


def _script(letter: str) -> str:
    code = ord(letter)
    if not letter.isalpha():
        return ""
    for name, (first, end) in (("Greek", _GREEK), ("Cyrillic", _CYRILLIC)):
        if first <= code < end:
            return name
    return "Latin"
