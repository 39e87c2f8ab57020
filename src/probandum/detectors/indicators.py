"""Indicators in texts: addresses, domains, URLs, digests, paths and the like, in every defanged style of the field."""

from collections.abc import Iterator

from probandum.detectors.artefacts import cued, hashes, identifiers, paths
from probandum.detectors.finds import Find, Taken, observe
from probandum.detectors.network import Network, host_of
from probandum.detectors.refang import refang
from probandum.interfaces import Batch
from probandum.model.observation import Observation, Omission, Text
from probandum.model.pack import Pack

_SHOWN = 5


class IndicatorDetector:
    """Finds indicators; their values refanged and in normal form, their places as written."""

    name = "indicators/1"
    stage = 1

    def detect(self, batch: Batch, knowledge: Pack) -> Iterator[Observation | Omission]:  # noqa: ARG002
        """Yield every mention, text by text, in the order of the text; the host of a URL is derived from the URL."""
        for text in batch.texts:
            yield from self._text(text)

    def _text(self, text: Text) -> Iterator[Observation | Omission]:
        taken = Taken(len(text.text))
        network = Network(refang(text.text), taken, host_of(text.url), frozenset(text.links))
        groups = [list(network.urls()), list(paths(text.text, taken)), list(network.words())]
        groups += [list(hashes(text.text)), list(identifiers(text.text)), list(cued(text.text))]
        yield from self._observations(text, [find for group in groups for find in group])
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
