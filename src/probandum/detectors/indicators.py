"""Indicators in texts: addresses, domains, URLs, digests, paths and the like, in every defanged style of the field."""

from collections.abc import Iterator

from msgspec.structs import replace

from probandum.detectors.artefacts import identifiers, long_words
from probandum.detectors.authenticity import START
from probandum.detectors.cued import cued
from probandum.detectors.finds import Find, Taken, observe
from probandum.detectors.network import Network, host_of
from probandum.detectors.paths import paths
from probandum.detectors.refang import refang
from probandum.detectors.warninglists import STRONG, warned
from probandum.interfaces import Batch
from probandum.model.observation import Observation, Omission, Text
from probandum.model.pack import Pack

_SHOWN = 5
_SETTLED = frozenset({"own site", "not public", "empty"})
"""Sorts of find that a warning list cannot say more about."""


class IndicatorDetector:
    """Finds indicators; their values refanged and in normal form, their places as written.

    What is on a warning list is marked as nobody's infrastructure and weighs less; it is never left out.
    """

    name = "indicators/2"
    stage = 1

    def detect(self, batch: Batch, knowledge: Pack) -> Iterator[Observation | Omission]:  # noqa: ARG002
        """Yield every mention, text by text, in the order of the text; the host of a URL is derived from the URL."""
        for text in batch.texts:
            yield from self._text(text)

    def _text(self, text: Text) -> Iterator[Observation | Omission]:
        taken, refanged = Taken(len(text.text)), refang(text.text)
        network = Network(refanged, taken, host_of(text.url), frozenset(text.links))
        groups = [list(network.urls()), list(paths(text.text, taken)), list(network.words())]
        groups += [list(network.colons()), list(long_words(refanged)), list(identifiers(text.text))]
        groups.append(list(cued(text.text)))
        yield from self._observations(text, _marked([find for group in groups for find in group]))
        if network.doubtful:
            shown = ", ".join(sorted(set(network.doubtful))[:_SHOWN])
            what = f"{len(network.doubtful)} dotted words are files or domains ({shown}): left out; read them in the text"
            yield Omission(text.exhibit, self.name, what)

    def _observations(self, text: Text, finds: list[Find]) -> Iterator[Observation]:
        found: list[tuple[tuple[int, int, str, str], Observation]] = []
        parent: Observation | None = None
        for find in finds:
            made = observe(find, text, self.name, (parent.id,) if parent and find.host_of else ())
            parent = parent if find.host_of else made
            found.append(((find.start, -find.end, find.kind, find.value), made))
        yield from (made for _, made in sorted(found, key=lambda pair: pair[0]))


def _marked(finds: list[Find]) -> list[Find]:
    """Return the finds with what a warning list says of them; a URL is on the list that its host is on."""
    known: dict[tuple[str, str], tuple[str, str] | None] = {}
    marked: list[Find] = []
    for index, find in enumerate(finds):
        behind = finds[index + 1] if index + 1 < len(finds) else None
        host = behind if behind and behind.host_of and not find.host_of else find
        key = (host.kind, host.value)
        if key not in known:
            listed = warned(*key)
            known[key] = (
                (listed.row, f"on the warning list “{listed.name}” ({listed.version})") if listed else None
            )
        said = known[key]
        marked.append(_lowered(find, *said) if said and find.sort not in _SETTLED else find)
    return marked


def _lowered(find: Find, row: str, why: str) -> Find:
    """Return a find with the reason and, if less, the start value of its list.

    Whoever defangs a page at a service that anybody may use means that page: it keeps its value.
    """
    page = find.kind == "url" and "/" in find.value.partition("://")[2].rstrip("/")
    keeps = (row != STRONG and find.sort == "defanged" and page) or START[row].value >= START[find.sort].value
    return replace(find, sort=find.sort if keeps else row, note=f"{find.note}; {why}")
