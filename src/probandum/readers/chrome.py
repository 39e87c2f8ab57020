"""The page around the text, where a web page was saved as plain text: menus, breadcrumbs, share and rights lines.

Only the head and the tail are looked at, and nothing is left out unless a line says by itself that it is chrome: a
breadcrumb, two or more words of menus, a line about rights or sharing. Lists of indicators look like menus too.
"""

import re
from collections.abc import Iterator

HEAD = 100
TAIL = 40
MENU = re.compile(
    r"home(?:page)?|menu|search|log ?in|sign (?:in|up)|register|subscribe|newsletter|about(?: us)?|contacts?(?: us)?"
    r"|skip to (?:main )?content|main navigation|navigation|toggle navigation|sitemap|site map|careers|faqs?|blog|news"
    r"|events|products|solutions|services|resources|support|partners|company|press|video & audio|language"
    r"|главная|поиск|меню|войти|новости|контакты|о нас|首页|搜索|登录|关于我们|联系我们|新闻"
    r"|accueil|rechercher|connexion|contactez-nous|startseite|suche|anmelden|über uns|kontakt|inicio|buscar|contacto"
    r"|الرئيسية|بحث|اتصل بنا",
    re.IGNORECASE,
)
SHARE = re.compile(
    r"(?:(?:share|print|e-?mail|tweet|like|pin|facebook|twitter|linkedin|whatsapp|reddit|telegram)\b[ ,|/·•]*){1,8}"
    r"(?:(?:on|this|page|article|post|story|with|friends?|via|version|to)\b[ ,]*){0,5}"
    r"|(?:suggest|recommend|send|forward)(?: this(?: page| article)?)? to a friend|printer[- ]friendly(?: version)?"
    r"|back to (?:the )?top|(?:go )?to top|follow us(?: on .{0,40})?|privacy(?: policy| notice)?|terms (?:of|and) .{0,30}"
    r"|cookies?(?: policy| settings| preferences)?|legal notice|imprint|impressum|disclaimer|accessibility|subscribe"
    r"|related (?:articles|posts|stories|content)|поделиться|печать|分享|打印|返回顶部|partager|imprimer|teilen|drucken",
    re.IGNORECASE,
)
RESERVED = (
    r"all rights reserved|все права защищены|版权所有|保留所有权利|tous droits réservés|alle rechte vorbehalten"
    r"|todos los derechos reservados|tutti i diritti riservati|جميع الحقوق محفوظة"
)
RIGHTS = re.compile(
    rf"(?P<start>(?:copyright|©|\(c\))[^.]{{0,150}}\.?(?:[ ]?(?:{RESERVED})\.?)?)|(?P<end>.{{0,180}}(?:{RESERVED})\.?)",
    re.IGNORECASE,
)
NOT_OWNER = re.compile(
    rf"copyright|©|\(c\)|{RESERVED}|\b(?:19|20)\d\d\b(?: ?[-–] ?(?:(?:19|20)\d\d|present))?", re.IGNORECASE
)
CRUMB = re.compile(r"[\s\xa0]+[>»›][\s\xa0]+")
STARTS = re.compile(r"home(?:page)?|главная|首页|accueil|startseite|inicio|الرئيسية", re.IGNORECASE)
ENDS = re.compile(r"[.?!。？！؟…][\"'”’»)\]]*$")

Line = tuple[int, int, str]
"""Start and end in the text, and the line without white space around it."""


def head_end(text: str) -> int:
    """Return where the main text begins: 0, or the start of a line after chrome."""
    lines = list(_first(text))
    prose = next((index for index, line in enumerate(lines) if is_prose(line[2])), None)
    if prose is None:
        return 0
    filled = [line for line in lines[:prose] if line[2]]
    crumb = next((index for index, line in enumerate(filled) if _is_crumb(line[2])), None)
    if crumb is not None and (crumb == 0 or _are_menu(filled[:crumb])):
        return filled[crumb][1]
    menus = [index for index, line in enumerate(filled) if MENU.fullmatch(line[2])]
    if len(menus) >= 2 and menus[-1] >= 3 and _are_menu(filled[: menus[-1] + 1]):
        return filled[menus[-1]][1]
    return 0


def tail_start(text: str) -> int:
    """Return where the main text ends: the text's length, or the start of a line of chrome."""
    cut = len(text)
    for start, _, line in _last(text):
        if line and is_share_or_rights(line):
            cut = start
        elif line and not _is_short(line):
            break
    return cut


def owner(text: str) -> str:
    """Return whose the rights are by a line about rights in the text; empty where there is none."""
    for _, _, line in _last(text):
        if line and RIGHTS.fullmatch(line):
            return re.sub(r"\s+", " ", NOT_OWNER.sub(" ", line)).strip(" .,;|–-")[:120]
    return ""


def is_prose(line: str) -> bool:
    """Tell a sentence from a heading or menu item."""
    words = len(line.split())
    dense = len(re.findall(r"[\u3040-\u30ff\u3400-\u9fff]", line))
    return words >= 20 or dense >= 40 or ((words >= 8 or dense >= 12) and bool(ENDS.search(line)))


def is_share_or_rights(line: str) -> bool:
    """Tell a line that only asks to share the page, or says whose it is."""
    return len(line) <= 200 and bool(SHARE.fullmatch(line) or RIGHTS.fullmatch(line))


def _is_crumb(line: str) -> bool:
    parts = CRUMB.split(line[:300])
    short = all(part and len(part) <= 80 and not re.search(r"[\d/\\@={}]", part) for part in parts)
    return short and (len(parts) >= 3 or (len(parts) == 2 and bool(STARTS.fullmatch(parts[0]))))


def _are_menu(lines: list[Line]) -> bool:
    return all(_is_short(line[2]) or MENU.fullmatch(line[2]) for line in lines)


def _is_short(line: str) -> bool:
    """Tell a line of a menu: few words, and nothing that an indicator or a sentence needs."""
    return len(line) <= 60 and len(line.split()) <= 8 and not re.search(r"[\d.:;?!=@/\\\[\]{}#*<>]", line)


def _first(text: str) -> Iterator[Line]:
    start = 0
    for _ in range(HEAD):
        end = text.find("\n", start) + 1 or len(text)
        if start >= len(text):
            return
        yield start, end, text[start:end].strip()
        start = end


def _last(text: str) -> Iterator[Line]:
    end = len(text)
    for _ in range(TAIL):
        if end <= 0:
            return
        start = text.rfind("\n", 0, end - 1) + 1
        yield start, end, text[start:end].strip()
        end = start
