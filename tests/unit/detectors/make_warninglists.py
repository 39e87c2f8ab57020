"""Writes ``warninglists.mpk.gz`` beside the detectors. Run when the lists are to change; same lists, same bytes.

``python tests/unit/detectors/make_warninglists.py`` needs ``pymispwarninglists``, which carries the lists (65 MB).

Taken are the lists below and no others. Left out: ranges of clouds and VPNs, where an intruder rents like anybody; the million most visited sites (a rank is no innocence), digests of
harmless files (197,415, which cannot be packed small), host names of resolvers (lines of customers), lists of
telephone numbers, of pandemic sites, of dynamic names and of one vendor's simulator, and rankings other than Tranco's, whose owners ask for more than a notice.
"""

import gzip
import hashlib
import ipaddress
import json
from collections.abc import Iterator
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

import msgspec

from probandum.detectors.warninglists import POPULAR, SHARED, STRONG, WarningFile, WarningList

TARGET = Path(__file__).parents[3] / "src" / "probandum" / "detectors" / "warninglists.mpk.gz"
LICENCE = "MISP warning lists: CC0-1.0; packaged by CIRCL under BSD-3-Clause"

# The order is the order of belief: where anybody may rent space, a list of the landlord's names says less.
SHARED_NAMES = {
    "lots-project": "below",
    "url-shortener": "below",
    "link-in-bio": "below",
    "public-ipfs-gateways": "names",
}
STRONG_LISTS = {
    **dict.fromkeys(["rfc1918", "rfc5735", "rfc6598", "rfc3849", "ipv6-linklocal", "multicast"], "nets"),
    **dict.fromkeys(
        ["empty-hashes", "eicar.com", "common-ioc-false-positive", "ti-falsepositives"], "hashes"
    ),
    "mozilla-CA": "hashes",
    "captive-portals": "names",
    "findip-host": "below",
    "whats-my-ip": "below",
    "automated-malware-analysis": "below",
    "security-provider-blogpost": "below",
    "umbrella-blockpage-hostname": "names",
    **dict.fromkeys(
        ["umbrella-blockpage-v4", "umbrella-blockpage-v6", "sinkholes", "parking-domain"], "nets"
    ),
    "microsoft": "names",
    "microsoft-office365": "names",
    "microsoft-win10-connection-endpoints": "names",
    "google": "names",
    **dict.fromkeys(["apple", "microsoft-office365-ip", "microsoft-office365-cn", "wikimedia"], "nets"),
    **dict.fromkeys(["google-gmail-sending-ips", "googlebot", "openai-gptbot"], "nets"),
    "rfc6761": "below",
    "second-level-tlds": "names",
}
MAILBOXES = ("security-provider-blogpost", "automated-malware-analysis", "rfc6761")
SCANNERS = ("-scanning", "-scanner")
SHARED_NETS = ["cloudflare", "akamai", "fastly", "stackpath", "zscaler", "public-dns-v4", "public-dns-v6"]
POPULAR_NAMES = ["tranco10k", "bank-website", "university_domains", "dax30"]


def wanted(names: list[str]) -> Iterator[tuple[str, str, str]]:
    """Yield folder, row and how its entries are meant."""
    yield from ((name, SHARED, how) for name, how in SHARED_NAMES.items())
    yield from ((name, STRONG, how) for name, how in STRONG_LISTS.items())
    yield from ((name, STRONG, "nets") for name in sorted(names) if name.endswith(SCANNERS))
    yield from ((name, SHARED, "nets") for name in SHARED_NETS)
    yield from ((name, POPULAR, "names") for name in POPULAR_NAMES)


def host(entry: str) -> str:
    bare = entry.strip().lower().strip(".").removeprefix("*.").partition("/")[0]
    return bare if bare.isascii() else bare.encode("idna").decode("ascii")


def main() -> None:
    folder = files("pymispwarninglists") / "data" / "misp-warninglists" / "lists"
    lists: list[WarningList] = []
    names: dict[str, int] = {}
    below: dict[str, int] = {}
    hashes: dict[str, int] = {}
    nets4: dict[int, dict[int, int]] = {}
    nets6: dict[int, dict[str, int]] = {}
    for name, row, how in wanted([entry.name for entry in folder.iterdir()]):
        data = (folder / name / "list.json").read_bytes()
        content = json.loads(data)
        number, taken = len(lists), 0
        for entry in content["list"]:
            taken += 1
            if how == "nets":
                try:
                    block = ipaddress.ip_network(entry, strict=False)
                except ValueError:
                    taken -= 1
                    continue
                bits = int(block.network_address) >> (block.max_prefixlen - block.prefixlen)
                if block.version == 4:
                    nets4.setdefault(block.prefixlen, {}).setdefault(bits, number)
                else:
                    nets6.setdefault(block.prefixlen, {}).setdefault(f"{bits:x}", number)
            elif how == "hashes":
                hashes.setdefault(entry.lower(), number)
            elif how == "below" or entry.startswith("."):
                below.setdefault(host(entry), number)
            elif "." in host(entry):
                names.setdefault(host(entry), number)
        digest = hashlib.sha256(data).hexdigest()
        lists.append(
            WarningList(content["name"], str(content["version"]), digest, row, taken, name in MAILBOXES)
        )
    held = WarningFile(
        f"pymispwarninglists {version('pymispwarninglists')}", LICENCE, tuple(lists), names, below, hashes,
        dict(sorted(nets4.items())), dict(sorted(nets6.items())),
    )  # fmt: skip
    TARGET.write_bytes(gzip.compress(msgspec.msgpack.encode(held), 9, mtime=0))
    print(f"{TARGET.name}: {TARGET.stat().st_size:,} bytes, {len(lists)} lists")
    print({"names": len(names), "below": len(below), "hashes": len(hashes),
           "networks": sum(map(len, nets4.values())) + sum(map(len, nets6.values()))})  # fmt: skip


if __name__ == "__main__":
    main()
