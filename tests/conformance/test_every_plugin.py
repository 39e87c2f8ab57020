"""The whole registry through the conformance kit: ours enter by the same door as a stranger's and pass the same check."""

import math
from collections import defaultdict
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from probandum import Case, plugins
from probandum.custody.sniff import HEAD, sniff
from probandum.model.claim import Claim
from probandum.model.exhibit import Locator
from probandum.model.hypothesis import UNKNOWN, Hypothesis, Judgement
from probandum.model.ident import Id, digest
from probandum.model.source import Source
from probandum.model.weight import Evidence, Item, Support
from probandum.runner import Here
from probandum.testing import check_detector, check_reader, check_renderer, check_weigher
from probandum.weighers.items import gather_judgements
from probandum.weighers.parameters import Parameters
from probandum.weighers.roots import Roots
from probandum.weighers.sayings import Standing, gather_testimony

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
WORDS = (
    "Lazarus Group and APT28 were named. The intruders used Mimikatz (S0002) and PlugX, T1059.001 and OS Credential Dumping; "
    "commands came from hxxp://198.51.100[.]7/a and evil-update[.]example.com in the United States, CVE-2017-0144."
)


@pytest.fixture(scope="module")
def samples():
    """Media type → real files of the examples."""
    found = defaultdict(list)
    for path in sorted(EXAMPLES.rglob("evidence/*")):
        data = path.read_bytes()
        found[sniff(data[:HEAD])].append(data)
    found["application/json"] = [
        b'{"note": "intruders came from 198.51.100.7", "more": ["words", "in", "a", "list"]}'
    ]
    found["application/xhtml+xml"] = found["text/html"][:1]
    found["application/x-tar"] = [_tar(found["application/zip"][0])]
    found["application/gzip"] = [_gzip(b"The intruders came from 198.51.100.7.\n" * 20)]
    return found


@pytest.fixture(scope="module")
def pack(shipped_pack):
    return shipped_pack


@pytest.mark.parametrize("name", plugins.found("readers"))
def test_readers(name, samples):
    reader = plugins.load("readers", name)
    for media in reader.media_types:
        assert samples[media], f"no example of {media}: add one"
        check_reader(reader, samples[media][:2], media)


@pytest.mark.parametrize("name", plugins.found("detectors"))
def test_detectors(name, pack):
    detector = plugins.load("detectors", name)
    if name == "known":
        check_detector(detector, [], pack)
        return
    check_detector(detector, [WORDS, "Прежде: " + WORDS, "\U0001f575" + WORDS], pack)


@pytest.fixture(scope="module")
def hypotheses(pack):
    return [
        *(Hypothesis(actor.id, "known", actor.name, "group") for actor in pack.actors[:200]),
        Hypothesis(UNKNOWN, "unknown", "somebody else", "group"),
    ]


@pytest.fixture(scope="module")
def evidence(pack):
    """Behaviour, a judgement and an accusation."""
    exhibit, place = digest(b"x"), Locator("byte", 0, 1)
    judged = Judgement("G0007", "a likeness", "likely", "unlikely", "a reason", "analyst", exhibit, place)
    said = Claim(
        "accuses",
        "Speaker",
        "G0007",
        "did it",
        exhibit,
        place,
        "words",
        "analyst",
        credibility=2,
        hypothesis="G0007",
    )
    support = (Support(Id("origin:1"), Decimal("0.8"), (Id("observation:1"),)),)
    values = (("malware", "S0002"), ("attack-pattern", "T1059.001"), ("attack-pattern", "T1003"))
    items = tuple(Item(kind, value, value, support) for kind, value in values)
    groups = {actor.id: actor.name for actor in pack.actors if actor.kind == "group"}
    heard = gather_testimony([said], [Source("Speaker", "B")], groups, Standing(()))
    return Evidence(
        (*items, *gather_judgements([judged], Roots(), {}), *heard.items), (judged,), heard.testimonies
    )


@pytest.mark.parametrize("name", plugins.found("weighers"))
def test_weighers(name, pack, hypotheses, evidence):
    weigher, numbers = plugins.load("weighers", name), Parameters().numbers()
    check_weigher(weigher, hypotheses, evidence, pack, numbers)
    weighed = weigher.weigh(hypotheses, evidence, pack, numbers)
    assert weighed.matrix.any(), f"{name} weighs nothing here: add evidence that it weighs"


class Bent:
    """A weigher whose weights are changed after it has weighed."""

    def __init__(self, weigher, change):
        self.name, self._weigher, self._change = weigher.name, weigher, change

    def weigh(self, hypotheses, evidence, knowledge, parameters):
        return self._change(self._weigher.weigh(hypotheses, evidence, knowledge, parameters))


def favoured(weights):
    matrix = weights.matrix.copy()
    matrix[:, 0] += 1
    return replace(weights, matrix=matrix)


def spoken(weights):
    matrix = weights.matrix.copy()
    matrix[:, -1] += 1
    return replace(weights, matrix=matrix)


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (favoured, "another order of hypotheses|own are 0"),
        (spoken, "own are 0"),
        (lambda weights: replace(weights, matrix=weights.matrix[:, :-1]), "a matrix of"),
        (lambda weights: replace(weights, matrix=weights.matrix * math.nan), "no finite number"),
        (lambda weights: replace(weights, cap=0.0), "an unbounded class"),
        (lambda weights: replace(weights, items=weights.items[:1] * len(weights.items)), "an item twice"),
        (lambda weights: replace(weights, items=("x",) * len(weights.items)), "what it was not given"),
        (lambda weights: replace(weights, tiers=(1,)), "a forgery tier for some"),
    ],
)
@pytest.mark.parametrize("name", ["behaviour", "operations"])
def test_the_kit_refuses_a_weigher_that_keeps_no_promise(name, change, what, pack, hypotheses, evidence):
    bent = Bent(plugins.load("weighers", name), change)
    with pytest.raises(AssertionError, match=what):
        check_weigher(bent, hypotheses, evidence, pack, Parameters().numbers())


def test_the_kit_refuses_owners_out_of_order(pack, hypotheses, evidence):
    bent = Bent(
        plugins.load("weighers", "operations"), lambda weights: replace(weights, owner=weights.owner[::-1])
    )
    with pytest.raises(AssertionError, match="owners do not rise"):
        check_weigher(bent, hypotheses, evidence, pack, Parameters().numbers())


@pytest.fixture(scope="module")
def dossier(tmp_path_factory):
    folder = tmp_path_factory.mktemp("conformance") / "case"
    (folder / "evidence").mkdir(parents=True)
    (folder / "case.toml").write_text(
        '[case]\ntitle = "C"\n[question]\ntext = "Who?"\nlevel = "group"\nstandard = "clear-and-convincing"\n'
    )
    (folder / "evidence" / "a.txt").write_text(WORDS)
    return Case.open(folder, by="tester", clock=lambda: "2024-01-01T00:00:00Z", runner=Here()).dossier()


@pytest.mark.parametrize("name", plugins.found("renderers"))
def test_renderers(name, dossier):
    check_renderer(plugins.load("renderers", name), dossier)


@pytest.mark.parametrize("name", plugins.found("knowledge"))
def test_knowledge(name):
    source = plugins.load("knowledge", name)
    assert source.load().digest == source.load().digest


def test_the_kit_can_fail():
    class Silent:
        name = "silent/1"
        media_types = ("text/plain",)
        limits = None

        def read(self, exhibit, data):
            return iter(())

    class Loud(Silent):
        def read(self, exhibit, data):
            raise ValueError("not a ReadError")

    for wrong in (Silent(), Loud()):
        with pytest.raises((AssertionError, ValueError)):
            check_reader(wrong, [b"sample"])


def _tar(data):
    import io
    import tarfile

    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        member = tarfile.TarInfo("inside.zip")
        member.size = len(data)
        archive.addfile(member, io.BytesIO(data))
    return out.getvalue()


def _gzip(data):
    import gzip

    return gzip.compress(data, mtime=0)
