"""The markings of TLP 2.0 as STIX 2.1 objects."""

from typing import Any

_EXTENSION = "extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d"
_IDS = {
    "TLP:CLEAR": "94868c89-83c2-464b-929b-a1a8aa3c8487",
    "TLP:GREEN": "bab4a63c-aed9-4cf5-a766-dfca5abac2bb",
    "TLP:AMBER": "55d920b0-5e8b-4f79-9ee9-91f868d9b421",
    "TLP:AMBER+STRICT": "939a9414-2ddd-4d32-a0cd-375ea402b003",
    "TLP:RED": "e828b379-4e03-4974-9ac4-e53a884c97c1",
}
"""Ids of the TLP 2.0 markings, which OASIS fixed once for everybody."""


def marking_id(tlp: str) -> str:
    """Return the id of the marking of a level, as ``TLP:AMBER+STRICT``."""
    return f"marking-definition--{_IDS[tlp]}"


def marking(tlp: str) -> dict[str, Any]:
    """Return the definition of a marking, without which TLP 2.0 could not be read alone."""
    return {
        "type": "marking-definition",
        "spec_version": "2.1",
        "id": marking_id(tlp),
        "created": "2022-10-01T00:00:00.000Z",
        "name": tlp,
        "extensions": {
            _EXTENSION: {
                "extension_type": "property-extension",
                "tlp_2_0": tlp.removeprefix("TLP:").lower(),
            }
        },
    }
