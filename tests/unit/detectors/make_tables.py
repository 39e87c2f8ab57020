"""Writes the two tables of data beside the detectors: ``words.py`` and ``tlds.py``. Run once, when a table is to change.

``python tests/unit/detectors/make_tables.py`` needs ``zxcvbn`` (MIT; its word lists), ``tld`` (its copy of the Public
Suffix List) and the knowledge pack of the registry packages.

Ordinary words are the most frequent words of Wikipedia, and every listed word, however rare, that
the pack of today uses as a name. Top-level domains are those that IANA delegates: the suffixes of one label in the
Public Suffix List's ICANN section.
"""

import re
import textwrap
from importlib.resources import files
from pathlib import Path

from zxcvbn.frequency_lists import FREQUENCY_LISTS

from probandum.knowledge.registry import RegistrySource

ROOM = Path(__file__).parents[3] / "src" / "probandum" / "detectors"
MOST_FREQUENT = {"english_wikipedia": 2200}


def words() -> set[str]:
    found: set[str] = set()
    listed: set[str] = set()
    for name, entries in FREQUENCY_LISTS.items():
        plain = [word for word in entries if re.fullmatch("[a-z]{3,}", word)]
        found.update(word for word in plain[: MOST_FREQUENT.get(name, 0)])
        listed.update(plain)
    pack = RegistrySource().load()
    named = {name.name for name in pack.names} | {item.name for item in pack.techniques}
    used = {part for name in named for part in re.split("[^a-z]+", name.lower()) if len(part) > 2}
    alone = {name.lower() for name in named}
    frequent = {word for entries in FREQUENCY_LISTS.values() for word in entries[:4500]}
    return found | (alone & listed) | (used & frequent & listed)


def domains() -> set[str]:
    text = (files("tld") / "res" / "effective_tld_names.dat.txt").read_text("utf-8")
    official = text.partition("===BEGIN ICANN DOMAINS===")[2].partition("===END ICANN DOMAINS===")[0]
    lines = (line.strip() for line in official.splitlines() if not line.startswith("//"))
    return {line.lstrip("*.!").rpartition(".")[2] for line in lines if line}


def write(name: str, title: str, constant: str, entries: set[str]) -> None:
    body = textwrap.fill(" ".join(sorted(entries)), 108, break_long_words=False, break_on_hyphens=False)
    (ROOM / f"{name}.py").write_text(
        f'"""{title}"""\n\n{constant} = frozenset(\n    """\n{body}\n""".split()  # noqa: SIM905\n)\n',
        "utf-8",
    )


if __name__ == "__main__":
    write(
        "words",
        "English words that mean nothing by themselves when they are also a name (lists of zxcvbn, MIT).\n\n"
        "Made by ``tests/unit/detectors/make_tables.py``.\n",
        "ORDINARY",
        words(),
    )
    write(
        "tlds",
        "Top-level domains that IANA delegates, in Unicode form (ICANN section of the Public Suffix List).\n\n"
        "Made by ``tests/unit/detectors/make_tables.py``.\n",
        "DELEGATED",
        domains(),
    )
