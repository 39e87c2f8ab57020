"""Make the golden dossiers again: python tests/golden/build.py. Read the difference before you commit it."""

import hashlib
import shutil
import tempfile
from pathlib import Path

from probandum import Case

HERE = Path(__file__).parent
EXAMPLES = HERE.parents[1] / "examples"
CASES = {
    "olympic-destroyer": EXAMPLES / "olympic-destroyer",
    "olympic-destroyer-2018-03": EXAMPLES / "olympic-destroyer" / "as-of-2018-03",
    "accusation-2020": EXAMPLES / "two-accusations" / "accusation-2020",
    "accusation-2022": EXAMPLES / "two-accusations" / "accusation-2022",
}
WHOLE = "dossier.md"
"""Kept whole, so that a difference can be read; of the other formats only the digest is kept."""


def dossiers(source, scratch):
    """Assess a copy of a case at a fixed time under a fixed name; return file name → bytes of every dossier."""
    folder = Path(scratch) / "case"
    folder.mkdir()
    shutil.copy(source / "case.toml", folder)
    shutil.copytree(source / "evidence", folder / "evidence")
    case = Case.open(folder, by="analyst", clock=lambda: "2024-01-01T00:00:00Z")
    case.assess()
    return {path.name: path.read_bytes() for path in case.report()}


def kept(made):
    """What is kept of one case: the Markdown whole, and a digest a format."""
    digests = "".join(f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in sorted(made.items()))
    return {WHOLE: made[WHOLE], "SHA256SUMS": digests.encode()}


def main():
    for name, source in CASES.items():
        with tempfile.TemporaryDirectory() as scratch:
            folder = HERE / name
            folder.mkdir(exist_ok=True)
            for file, data in kept(dossiers(source, scratch)).items():
                (folder / file).write_bytes(data)


if __name__ == "__main__":
    main()
