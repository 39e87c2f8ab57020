"""Page chrome around plain text, titles, publishers with their basis, and languages of short and mixed texts."""

import time

import pytest

from probandum.model.exhibit import Exhibit
from probandum.model.ident import digest
from probandum.model.observation import Omission, Text
from probandum.readers import chrome
from probandum.readers.languages import language, settled
from probandum.readers.publisher import formal
from probandum.readers.text import TextReader

PROSE = "The ministry has looked at the report and says that it names no evidence for what it claims."


def read(page: str) -> tuple[Text, list[Omission]]:
    data = page.encode()
    text, *omissions = TextReader().read(Exhibit(digest(data), len(data), "text/plain"), data)
    assert isinstance(text, Text)
    return text, [one for one in omissions if isinstance(one, Omission)]


@pytest.mark.parametrize(
    "head",
    [
        "Home\nNews\nContact\nHome > News > Statements\n",
        "Home >> News >> Statements\n",
        "Vous êtes ici : Accueil > Presse > Communiqués\n",
        "Skip to main content\nWorld\nSomething else\nSign in\n",
        "Home | News | Opinion | Contact\n",
        "首页\n新闻\n资料\n联系我们\n",
        "We use cookies to make this site work.\nAccept all\nReject all\nMenu\n",
        "A title of the page | Example Agency\nHome\nNews\nContact\n",
    ],
)
def test_chrome_above_the_title_is_left_out_and_said(head: str) -> None:
    text, omissions = read(f"{head}A title of the page\n\n{PROSE}\n")
    assert text.text == f"A title of the page\n\n{PROSE}\n"
    assert text.title == "A title of the page"
    assert [one.what for one in omissions] == [
        f"navigation left out, {len(head)} characters before the main text"
    ]


@pytest.mark.parametrize(
    "foot",
    [
        "Share on Facebook\nShare on Twitter\n",
        "Print\nBack to top\n",
        "Related articles\nA port was hit\nAnother thing\nAll Rights Reserved\n",
        "Tags: one, two\nRead more: What is this?\n© 2021 Example Agency, Inc. | Privacy\n",
        "Lire aussi : autre chose\nMentions légales\nTous droits réservés\n",
        "推荐给朋友:\n打印\n版权所有 外交部\n",
        "We use cookies on this site.\nAccept all\n",
    ],
)
def test_chrome_below_the_text_is_left_out_and_said(foot: str) -> None:
    text, omissions = read(f"A title of the page\n\n{PROSE}\n\n{foot}")
    assert text.text == f"A title of the page\n\n{PROSE}\n\n"
    assert [one.what for one in omissions] == [
        f"navigation left out, {len(foot)} characters after the main text"
    ]


def test_lines_between_title_and_text() -> None:
    text, omissions = read(f"A title of the page\n3 min read\nShare on Facebook\n\n{PROSE}\n")
    assert text.text == f"A title of the page\n\n{PROSE}\n"
    assert text.text[text.body :] == f"{PROSE}\n"
    assert [one.what for one in omissions] == ["navigation left out, 29 characters among its first lines"]


@pytest.mark.parametrize(
    "page",
    [
        f"Home\n\n{PROSE}\n",
        f"{PROSE}\nHome\nAbout us\nContact\n{PROSE}\n",
        f"A title\n\n{PROSE}\nIndicators\nevil.example\n203.0.113.7\n",
        f"{PROSE}\nprint\nshare\n{PROSE}\n",
        "cmd.exe\nprint\nsearch\nhome\nnews\n",
        f"{PROSE}\nNext\n",
        f"a > b\n{PROSE}\n",
        f"The copyright of the tool is held by another group.\n{PROSE}\nCopyright was not the point of it all.\n",
        f"{PROSE}\n\nComments on the code:\nmov eax, 1\n",
    ],
)
def test_what_is_not_chrome_by_itself_stays(page: str) -> None:
    text, omissions = read(page)
    assert text.text == page
    assert omissions == []


@pytest.mark.parametrize(
    ("page", "name", "basis"),
    [
        (f"A title of it\n\n{PROSE}\n\n© 2021-2023 Example Agency. All rights reserved.\n", "Example Agency", "line on rights"),
        (f"A title of it\n\n{PROSE}\n\nEmbassy of the Kingdom of Norway in Chile All Rights Reserved", "Embassy of the Kingdom of Norway in Chile", "line on rights"),
        (f"A title of it\n\n{PROSE}\n版权所有 外交部\n", "外交部", "line on rights"),
        (f"A title of it\nDUBLIN (AP) — {PROSE}\n", "AP", "dateline, line 2"),
        (f"Department of Justice\nA title of it\n\n{PROSE}\n", "Department of Justice", "line 1"),
        (f"A title of it all\nFrom:\nForeign Office\n\n{PROSE}\n", "Foreign Office", "line 3"),
        (f"A long title of it | Example Post\nHome\nNews\nContact\nA long title of it\n\n{PROSE}\n", "Example Post", "behind the title"),
        (
            f"Remarks by the Spokesperson of the Norwegian Embassy in Chile on the Report\n\n{PROSE} The Norwegian Embassy in Chile rejects it.\n",
            "Embassy of the Kingdom of Norway in Chile",
            "inferred: the title speaks for “Norwegian Embassy in Chile”, and so does the text; its state is written out",
        ),
        (
            f"Statement of the Ministry of Foreign Affairs of Norway on the report\n\n{PROSE}\n",
            "Ministry of Foreign Affairs of Norway",
            "inferred: the title speaks for “Ministry of Foreign Affairs of Norway”; the text does not name it",
        ),
        (f"Report on the Embassy of Norway in Chile\n\n{PROSE}\n", "", ""),
        (f"A title of it\n\n{PROSE}\n© 2021\n", "", ""),
    ],
)  # fmt: skip
def test_publishers_and_where_they_are_read(page: str, name: str, basis: str) -> None:
    text, _ = read(page)
    assert text.publisher == name
    assert text.publisher_basis.startswith(basis)
    assert bool(text.publisher_basis) == bool(name)


def test_a_state_is_written_out_only_where_its_name_is_known() -> None:
    assert formal("Examplian Embassy in Chile") == "Examplian Embassy in Chile"
    assert formal("Swiss Embassy in Peru") == "Embassy of the Swiss Confederation in Peru"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"A heading of some words\n\n{PROSE}\n", "A heading of some words"),
        (f"Cyber security\nA heading of some words\n1 May 2020\n\n{PROSE}\n", "A heading of some words"),
        (f"Press release\nA heading of some words\n\n{PROSE}\n", "A heading of some words"),
        (f"# A heading of *some* words\n\n{PROSE}\n", "A heading of *some* words"),
        (f"A heading of some words\nQ: What is it?\n{PROSE}\n", "A heading of some words"),
        ("Fancy Bear\nCozy Bear\nVoodoo Bear\n", ""),
        (f"{PROSE}\n{PROSE}\n", ""),
        ("See the mail of yesterday for the hashes. The second one is wrong.\n", ""),
    ],
)
def test_titles(text: str, title: str) -> None:
    assert read(text)[0].title == title


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Доказательств недостаточно, чтобы назвать виновного в этом деле.", "ru"),
        ("证据必须足够,才能确定网络事件的责任方。没有证据的猜测应当停止。", "zh"),
        ("証拠が十分でなければ、誰がやったのかを言うことはできません。", "ja"),
        ("증거가 충분하지 않으면 누가 했는지 말할 수 없습니다. 추측은 그만두어야 합니다.", "ko"),
        ("نفت الوزارة في بيان لها اليوم ما نشرته بعض الصحف عن مشاركة جهات رسمية في هجمات", "ar"),
        ("הראיות אינן מספיקות כדי לקבוע מי עשה זאת, ולכן אין לומר דבר על כך", "he"),
        (f"{PROSE} C2: evil[.]example, 203.0.113.7, d41d8cd98f00b204e9800998ecf8427e", "en"),
        ("evil.example 203.0.113.7 d41d8cd98f00b204e9800998ecf8427e", ""),
        ("Fancy Bear, Sandworm, Turla, Gamaredon, Lazarus, Kimsuky, Winnti, Charming Kitten", ""),
        ("cmd.exe /c whoami\nnet group Domain Admins /domain\nipconfig /all", ""),
        ("ok", ""),
        ("\u202e\u200f\u2067" * 200, ""),
    ],
)
def test_languages(text: str, name: str) -> None:
    assert language(text) == name


def test_marks_of_direction_stay_in_the_text_and_move_no_offset() -> None:
    words = "\u2067نفت الوزارة\u2069 ما نشرته \u202bبعض الصحف\u202c عن مشاركة جهات رسمية في هجمات"
    text, _ = read(f"{words}\nevil.example\n")
    assert text.text == f"{words}\nevil.example\n"
    at = text.text.index("evil.example")
    where = text.locate(at, at + 12)
    assert f"{words}\nevil.example\n".encode()[where.start : where.end] == b"evil.example"
    assert text.language == "ar"


@pytest.mark.parametrize(
    "line", ["home " * 2000, "share, " * 2000, "© " * 3000, "a > " * 3000, "| " * 5000, "copyright " * 2000, "A (" * 3000, "by " * 3000]
)  # fmt: skip
def test_hostile_lines_take_linear_time(line: str) -> None:
    """Four times the lines take about four times as long; were it quadratic, sixteen times.

    Both sizes lie above the one from which on places are kept more coarsely, which costs a step.
    """

    def spent(count: int) -> float:
        page = f"{line}\n" * count + f"{PROSE}\n" + f"{line}\n" * count
        begin = time.process_time()
        chrome.trim(page)
        read(page)
        return time.process_time() - begin

    assert spent(120) < 8 * spent(30) + 0.5


@pytest.mark.parametrize(
    ("declared", "text", "name"),
    [
        ("en", "Доказательств недостаточно, чтобы назвать виновного в этом деле сегодня.", "ru"),
        ("uk", "Доказів недостатньо, щоб назвати винного у цій справі, каже відомство.", "uk"),
        ("ru", f"{PROSE} {PROSE}", "en"),
        ("de", f"{PROSE} {PROSE}", "en"),
        ("da", "Der er ingen beviser for det, siger ministeriet i en meddelelse til pressen i dag.", "da"),
        (
            "en",
            "证据必须足够,才能确定网络事件的责任方。没有证据的猜测应当停止。没有证据的猜测应当停止。",
            "zh",
        ),
        ("fr", "evil.example 203.0.113.7", "fr"),
        ("", "ok", ""),
    ],
)
def test_a_declared_language_is_held_against_the_script(declared: str, text: str, name: str) -> None:
    assert settled(declared, text) == name
