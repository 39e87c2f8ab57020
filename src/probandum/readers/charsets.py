"""Charsets: the codecs that evidence is decoded with, and what their labels mean.

Labels of smaller sets mean the larger one, as on the web (WHATWG Encoding Standard, section 4.2). Left out on purpose:
codecs that are no charsets (``zip``, ``unicode_escape``), UTF-7 and EBCDIC, which serve to smuggle.
"""

import codecs
import re

WIDE = {"utf-16-le": 2, "utf-16-be": 2, "utf-32-le": 4, "utf-32-be": 4}
MULTI = ("gb18030", "big5hkscs", "cp932", "euc_jp", "cp949", "johab", "shift_jisx0213", "euc_jisx0213")
STATEFUL = (
    "iso2022_jp",
    "iso2022_jp_1",
    "iso2022_jp_2",
    "iso2022_jp_3",
    "iso2022_jp_ext",
    "iso2022_kr",
    "hz",
)
SINGLE = (
    *(
        f"cp{page}"
        for page in (437, 720, 737, 775, 850, 852, 855, 857, 858, 860, 861, 862, 863, 864, 865, 866)
    ),
    *(f"cp{page}" for page in (869, 874, 1125, 1250, 1251, 1252, 1253, 1254, 1255, 1256, 1257, 1258)),
    *(f"iso8859-{part}" for part in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)),
    *("koi8-r", "koi8-u", "koi8-t", "kz1048", "ptcp154"),
    *(
        f"mac-{script}"
        for script in ("roman", "cyrillic", "greek", "latin2", "turkish", "iceland", "croatian")
    ),
)
LARGER = {
    "iso8859-1": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "shift_jis_2004": "shift_jisx0213",
    "euc_jis_2004": "euc_jisx0213",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
    "cp950": "big5hkscs",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "utf-16": "utf-16-le",
    "utf-32": "utf-32-le",
    "utf-8-sig": "utf-8",
}
GUESSED = [
    *MULTI[:5],
    "cp1251",
    "koi8_r",
    "cp1252",
    "cp1250",
    "cp1256",
    "cp1255",
    "cp1253",
    "cp1254",
    "cp874",
]
GUESSED += ["cp866", "iso8859_2", "iso8859_5"]
"""What charset-normalizer may choose from."""

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def canonical(label: str) -> str:
    """Return the codec that a charset label means, or nothing where it is unknown or of no use (``us-ascii``)."""
    if not re.fullmatch(r"[A-Za-z0-9_:.+-]{1,40}", label):
        return ""
    try:
        name = codecs.lookup(label).name
    except LookupError:
        return ""
    name = LARGER.get(name, name)
    return (
        name if name in SINGLE or name in MULTI or name in STATEFUL or name in WIDE or name == "utf-8" else ""
    )
