"""The shape of a sentence to the model beside the rules: runs of sorts of words instead of words.

Small words stand for themselves, words of a sort for their sort, all others for their ending: “was laid at the door of
Arland by the ministry” is “was SORT at the SORT of STATE by the SORT”. Such runs hold where the words themselves are new.
"""

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from probandum.detectors.sayings.cues import WORDS
from probandum.detectors.sayings.wordlist import listed

_SMALL = frozenset(
    listed(
        "a an the and or but of in on at by for with from to into onto over under against behind through about as than that which who whom whose what how when where why if it its he she they them"
        " their his her we our us you your i my me this these those such there here not no nor never is are was were be been being has have had do does did will would can could may might must"
        " should also too only just even still yet after before since while during until because so both all some any most many more other another same one two three who said says"
    )
)
_AS_THEY_ARE = frozenset({"they", "we", "is", "was", "has", "this", "not", "if", "to", "of", "as", "when"})
"""Sorts whose words stand for themselves."""
_MORE = {
    "trade": listed(
        "sold sell sells selling sale wares client clients customer customers vendor vendors licence license licensed product products maker makers firm company market commercial"
    ),
    "foil": listed(
        "disrupted disrupt disruption foiled thwarted repelled repelling prevented blocked averted dismantled seized seizure arrested detained stopped detected discovered uncovered noticed investigated"
    ),
    "trail": listed(
        "trail trails trace traces traced tracks lead leads led leading point points pointed pointing finger fingers door doorstep feet nexus handwriting signature imprint stamp link links linked tied"
        " ties bears bore marks"
    ),
    "serve": listed(
        "serves served serving payroll tasking tasked pay paid pays bidding behest beck auspices direction instructions curators curator handlers handler masters instructed ordered orders proxy"
        " proxies puppet"
    ),
    "law": listed(
        "charged indictment indicted convicted guilty pleaded defendant defendants accused prosecutors prosecutor court sentenced conspired conspiracy counts jury extradited"
    ),
    "guise": listed(
        "posing posed guise cover mask masks masked persona front façade facade disguised costume pretending pretended flag impersonating masquerading invented fictitious"
    ),
    "enter": listed(
        "got entered sat sits sitting slipped wormed burrowed rummaged read reading listened listening helped made lifted walked inside entrance access gained roamed lurked took takes taken copied"
        " carried"
    ),
    "think": listed(
        "believe believes believed think thinks thought certain convinced sure suspect suspects suspected doubt conclude concluded consider considers conviction"
    ),
    "prey": listed(
        "ministry ministries parliament hospital hospitals bank banks embassy embassies company companies university universities journalists journalist diplomats dissidents activists government"
        " governments party election agency agencies infrastructure institute institutes contractor contractors"
    ),
    "press": listed(
        "reuters newspaper newspapers media broadcaster journalists reported reports report told sources officials"
    ),
    "teams": listed("unit team squad crew gang outfit collective brigade bureau centre center troops"),
}
_ENDINGS = ("ing", "ed", "ly", "tion", "ity", "ness", "ment", "ers", "er", "ors", "s")
_SORTS: dict[str, str] = {}
for _number, (_sort, _words) in enumerate([*WORDS.items(), *_MORE.items()]):
    for _word in _words:
        _SORTS.setdefault(_word, _word if _sort in _AS_THEY_ARE else chr(0xE100 + _number))


def sorts(words: Sequence[str]) -> list[str]:
    """Return the start of a sentence and the sorts of its words, of which its shapes are runs.

    Args:
        words: in lower case, names masked.
    """
    return ["^", *map(_sort_of, words)]


def shapes(words: Sequence[str]) -> list[str]:
    """Return the runs of one, two and three sorts in a sentence, and pairs with one between; each once.

    Args:
        words: in lower case, names masked.
    """
    row = sorts(words)
    pairs = map(" ".join, pairwise(row))
    threes = map(" ".join, zip(row, row[1:], row[2:], strict=False))
    apart = map(" _ ".join, zip(row, row[2:], strict=False))
    return list(dict.fromkeys([*row, *pairs, *threes, *apart]))


@lru_cache(maxsize=16_384)
def _sort_of(word: str) -> str:
    sort = _SORTS.get(word)
    if sort is not None and sort != word:
        return sort
    if word.isdecimal():
        return "0"
    if word in _SMALL or not word[0].isalpha():
        return word
    return next((f"~{one}" for one in _ENDINGS if word.endswith(one) and len(word) > len(one) + 2), "~")
