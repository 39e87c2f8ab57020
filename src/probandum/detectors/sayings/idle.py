"""Whether a verb tells of nothing that happened: a wish, a condition, a denial."""

from probandum.detectors.sayings.chunks import Group
from probandum.detectors.sayings.scene import Scene
from probandum.detectors.sayings.wordlist import listed

_IDLE_MODALS = frozenset(
    listed("will would should must can shall 'll wouldn't shouldn't mustn't can't won't 'd")
)
_CONDITIONS = frozenset(listed("if unless whether should suppose"))
_WISHES = frozenset(
    listed(
        "urge ask call want stop cease refrain prevent expect demand warn advise need request encourage vow promise threaten plan intend hope refuse decline fail avoid help agree commit oppose fight"
    )
)


def is_idle(scene: Scene, group: Group) -> bool:
    """Return whether nothing is said to have happened: a wish, a condition, a denial."""
    if group.negated or _is_denied(scene, group):
        return True
    if group.modal in _IDLE_MODALS and not _hedged_would(scene, group) and not _later(scene, group):
        return True
    at = group.at - 1
    while (
        at >= 0 and scene.sentence.kind(at) not in {"VG", "."} and scene.sentence.low(at) not in {";", "that"}
    ):
        if scene.sentence.low(at) in _CONDITIONS:
            return True
        at -= 1
    governor = scene.governor(group)
    if governor is not None and governor.lemma in {"deny", "reject", "refute", "dismiss"}:
        return True
    return (
        group.infinitive
        and governor is not None
        and (governor.negated or governor.lemma in _WISHES or governor.modal in _IDLE_MODALS)
    )


def _hedged_would(scene: Scene, group: Group) -> bool:
    return (
        group.modal == "would"
        and group.lemma in {"be", "seem", "appear"}
        and "consistent" in scene.low((group.word, min(group.word + 3, len(scene.sentence.words))))
    )


def _later(scene: Scene, group: Group) -> bool:
    """Return whether “would” tells what came later (“would later trace it to X”)."""
    words = scene.sentence.words[scene.sentence.phrases[group.at].first : group.word]
    return group.modal == "would" and any(
        token.low in {"later", "soon", "subsequently", "eventually", "then"} for token in words
    )


def _is_denied(scene: Scene, group: Group) -> bool:
    """Return whether the subject is nobody."""
    subject = scene.sentence.subject(group)
    return subject is not None and scene.sentence.words[subject[0]].low in {
        "no",
        "none",
        "nobody",
        "neither",
        "nothing",
    }


def idle_at(scene: Scene, at: int) -> bool:
    """Return whether the clause around a phrase is negated, wished or a condition."""
    before = [group for group in scene.sentence.groups if group.at < at]
    return bool(before) and is_idle(scene, before[-1])
