"""Packs on disk: what was saved comes back, what is no pack is refused in one line."""

from pathlib import Path

import msgspec
import pytest
from make_bundle import small_pack

from probandum.errors import KnowledgeError, StoreError
from probandum.knowledge.packs import from_bytes, load_file, save
from probandum.model.pack import Use


def test_what_was_saved_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    assert save(small_pack(), path) == small_pack().digest
    assert load_file(path) == small_pack()
    assert [item.name for item in tmp_path.iterdir()] == ["a.json"]


def test_missing_and_unwritable_places(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="cannot be read"):
        load_file(tmp_path / "none.json")
    with pytest.raises(KnowledgeError, match="cannot be read"):
        load_file(tmp_path)
    with pytest.raises(StoreError, match="cannot be written"):
        save(small_pack(), tmp_path / "none" / "a.json")


@pytest.mark.parametrize("data", [b"", b"{}", b"[" * 100_000, b"\xff", b'{"name": 1}'])
def test_garbage_is_no_pack(data: bytes) -> None:
    with pytest.raises(KnowledgeError, match="not a knowledge pack"):
        from_bytes(data, "a.json")


def test_relations_that_hang_in_the_air_are_refused() -> None:
    pack = small_pack()
    wrong = [
        msgspec.structs.replace(pack, uses=(*pack.uses, Use("G0001", "T9999"))),
        msgspec.structs.replace(pack, citations=()),
        msgspec.structs.replace(pack, actors=(*pack.actors, pack.actors[0])),
        msgspec.structs.replace(pack, citations=(*pack.citations, pack.citations[0])),
    ]
    for broken in wrong:
        with pytest.raises(KnowledgeError, match=r"^a\.json: .*(points to nothing|stands twice)"):
            from_bytes(broken.to_bytes(), "a.json")
