"""Coverage-guided fuzzing of one reader, for an evening: python tests/fuzz/atheris_readers.py html -max_total_time=600

Needs ``pip install atheris``. Starts from the evidence of the examples. What breaks a reader is written as ``crash-…``;
move it to ``tests/fuzz/findings/<reader>/`` and the test suite replays it for ever.
"""

import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["probandum", "trafilatura"]):
    from probandum import plugins
    from probandum.custody.sniff import HEAD, sniff
    from probandum.errors import ReadError
    from probandum.model.exhibit import Exhibit
    from probandum.model.ident import digest

ROOT = Path(__file__).resolve().parents[2]
NAME = sys.argv.pop(1)
READER = plugins.load("readers", NAME)


def one(data):
    for media in READER.media_types:
        try:
            for part in READER.read(Exhibit(digest(data), len(data), media), data):
                if hasattr(part, "locate") and part.text:
                    part.locate(part.spans[0].start, part.spans[0].end)
        except ReadError:
            pass


def main():
    seeds = Path(tempfile.mkdtemp())
    for number, path in enumerate(sorted((ROOT / "examples").rglob("evidence/*"))):
        data = path.read_bytes()
        if sniff(data[:HEAD]) in READER.media_types:
            (seeds / str(number)).write_bytes(data)
    atheris.Setup([*sys.argv, str(seeds), "-max_len=4096", "-rss_limit_mb=4096", "-timeout=20"], one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
