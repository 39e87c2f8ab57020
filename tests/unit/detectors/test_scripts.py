"""No script, direction or mixture of them breaks a detector; every place leads to the characters that were found."""

import pytest

from probandum.detectors.indicators import IndicatorDetector
from probandum.detectors.names import NameDetector
from probandum.detectors.techniques import TechniqueDetector
from probandum.interfaces import Batch
from probandum.model.exhibit import Locator
from probandum.model.ident import digest
from probandum.model.observation import Observation, Span, Text
from probandum.model.pack import Actor, Pack, Technique

PACK = Pack(
    "p",
    "1",
    "",
    {},
    False,
    (Actor("G0007", "APT28", "", "group"),),
    (),
    (Technique("T1566", "Phishing", ""),),
    (),
    (),
    (),
    (),
)
FOUND = {"1.2.3.4", "UNC9999", "CVE-2020-0001", "G0007", "T1566"}
SENTENCES = [
    "据报道，APT28与UNC9999组织利用CVE-2020-0001漏洞，通过1.2.3.4实施T1566攻击。",
    "Группы APT28 и UNC9999 (CVE-2020-0001) использовала 1.2.3.4 и T1566, сообщает пример[.]рф.",
    "استخدمت مجموعة APT28 و UNC9999 الثغرة CVE-2020-0001 من العنوان 1.2.3.4 بأسلوب T1566 في إيران.",
    "קבוצת \u202bAPT28\u202c UNC9999 ניצלה את CVE-2020-0001 מכתובת 1.2.3.4 עם T1566",
    "กลุ่ม APT28 UNC9999 ใช้ CVE-2020-0001 จาก 1.2.3.4 ด้วย T1566",
    "APT28とUNC9999の攻撃：CVE-2020-0001、1.2.3.4、T1566。한국어 문장도 있다.",
    "\u202eTPA82 reversed\u202c İ ẞ ﬁ e\u0301 👩\u200d💻 \ufffd\ufeff APT28 UNC9999 CVE-2020-0001 1.2.3.4 T1566",
]


def found(content: str) -> list[Observation]:
    span = Span(0, len(content), Locator("byte", 0, len(content)))
    batch = Batch((Text(digest(content.encode()), "t/1", content, (span,)),))
    tools = (IndicatorDetector(), NameDetector(), TechniqueDetector())
    return [one for tool in tools for one in tool.detect(batch, PACK) if isinstance(one, Observation)]


@pytest.mark.parametrize("content", [*SENTENCES, "\n".join(SENTENCES), " ".join(SENTENCES[::-1])])
def test_every_script_and_direction(content: str) -> None:
    items = found(content)
    assert {item.value for item in items} >= FOUND
    for item in items:
        assert content[item.locator.start : item.locator.end] == (item.surface or item.value)
