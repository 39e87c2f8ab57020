"""RFC 6962 and the vectors of the Certificate Transparency implementations; the C2SP checkpoint's own example."""

import base64
import hashlib

import pytest

from probandum.custody import log
from probandum.errors import CustodyError

# The eight leaves and their tree heads that every CT implementation tests with.
LEAVES = [
    bytes.fromhex(text)
    for text in [
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    ]
]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
HASHES = [log.leaf_hash(leaf) for leaf in LEAVES]


def test_the_empty_tree_is_the_hash_of_nothing():
    assert log.root([]) == hashlib.sha256(b"").digest() == log.Range().root()


@pytest.mark.parametrize("size", range(1, 9))
def test_tree_heads_are_those_of_certificate_transparency(size):
    assert log.root(HASHES[:size]).hex() == ROOTS[size - 1]
    held = log.Range()
    for leaf in HASHES[:size]:
        held = held.add(leaf)
    assert held.root().hex() == ROOTS[size - 1]
    assert len(held.peaks) == size.bit_count()


def test_inclusion_proof_is_that_of_certificate_transparency():
    assert [step.hex() for step in log.inclusion_proof(HASHES, 0)] == [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ]


def test_consistency_proof_is_that_of_certificate_transparency():
    assert [step.hex() for step in log.consistency_proof(HASHES, 6)] == [
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ]


def test_proofs_of_what_is_not_there_are_refused():
    for wrong in (-1, 8):
        with pytest.raises(IndexError):
            log.inclusion_proof(HASHES, wrong)
    for wrong in (0, 9):
        with pytest.raises(IndexError):
            log.consistency_proof(HASHES, wrong)
    head = log.root(HASHES)
    assert not log.includes(head, 8, 8, HASHES[0], [])
    assert not log.extends(head, 0, head, 8, [])
    assert not log.extends(head, 8, head, 7, [])
    assert not log.extends(HASHES[0], 3, head, 8, [])


def test_a_checkpoint_has_the_form_of_c2sp():
    # The example of the tlog-checkpoint specification, without its signatures.
    root = base64.b64decode("CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=")
    body = b"example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"
    assert log.checkpoint("example.com/behind-the-sofa", 20852163, root) == body
    assert log.parse_checkpoint(body) == log.Checkpoint("example.com/behind-the-sofa", 20852163, root)


@pytest.mark.parametrize(
    ("line", "data"),
    [
        ("missing", b""),
        ("three lines", b"a\n1\n"),
        ("three lines", b"a\n1\n" + b"A" * 43 + b"=\n\n"),
        ("three lines", b"a\n1\n" + b"A" * 43 + b"="),
        ("line 1", b"\n1\n" + b"A" * 43 + b"=\n"),
        ("line 1", b"a b\n1\n" + b"A" * 43 + b"=\n"),
        ("line 2", b"a\n01\n" + b"A" * 43 + b"=\n"),
        ("line 2", b"a\n-1\n" + b"A" * 43 + b"=\n"),
        ("line 2", "a\n٣\n".encode() + b"A" * 43 + b"=\n"),
        ("line 2", b"a\n" + b"9" * 9000 + b"\n" + b"A" * 43 + b"=\n"),
        ("line 3", b"a\n1\nAAAA\n"),
        # Spare bits of base64: a decoder that forgives would take these for the same root.
        ("line 3", b"a\n1\n" + b"A" * 42 + b"B=\n"),
        ("line 3", b"a\xff\n1\n" + b"A" * 43 + b"=\n"),
    ],
)
def test_only_the_exact_bytes_of_a_checkpoint_are_taken(line, data):
    with pytest.raises(CustodyError, match=line):
        log.parse_checkpoint(data)


def test_a_hundred_thousand_lines_are_no_trouble():
    hashes = [log.leaf_hash(b"%d" % number) for number in range(100_000)]
    held = log.Range()
    for leaf in hashes:
        held = held.add(leaf)
    head = log.root(hashes)
    assert held.root() == head
    assert log.includes(head, 100_000, 65_535, hashes[65_535], log.inclusion_proof(hashes, 65_535))
    proof = log.consistency_proof(hashes, 77_777)
    assert log.extends(log.root(hashes[:77_777]), 77_777, head, 100_000, proof)
