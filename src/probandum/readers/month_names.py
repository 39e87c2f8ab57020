"""Names of the months as dates are written with them, and the words around dates: data, to be read like a form.

A name that means two months in two languages (Polish and Croatian ``listopada``) is left out: it would be a guess.
"""

_ROWS = (
    "january jan janvier janv januar jänner enero ene gennaio gen janeiro januari stycznia января янв січня يناير جانفي",
    "february feb février fevrier févr fév februar feber febrero febbraio fevereiro februari lutego февраля фев лютого فبراير فيفري شباط",
    "march mar mars märz maerz marzo março maart marca марта мар березня مارس آذار",
    "april apr avril avr abril abr aprile kwietnia апреля апр квітня أبريل ابريل إبريل أفريل نيسان",
    "may mai mayo maggio maio mei maja мая травня مايو ماي أيار",
    "june jun juin juni junio giugno junho czerwca июня июн червня يونيو يونيه جوان حزيران",
    "july jul juillet juil juli julio luglio julho lipca июля июл липня يوليو يوليه جويلية تموز",
    "august aug août aout agosto augustus sierpnia августа авг серпня أغسطس اغسطس أوت آب",
    "september sept sep septembre septiembre setiembre settembre setembro września сентября сен вересня سبتمبر أيلول",
    "october oct octobre oktober octubre ottobre outubro października октября окт жовтня أكتوبر اكتوبر",
    "november nov novembre noviembre novembro ноября ноя листопада نوفمبر",
    "december dec décembre decembre déc dezember diciembre dicembre dezembro grudnia декабря дек грудня ديسمبر",
)
_PHRASES = {"كانون الثاني": 1, "تشرين الأول": 10, "تشرين الثاني": 11, "كانون الأول": 12}

MONTHS: dict[str, int] = {
    name: number for number, row in enumerate(_ROWS, 1) for name in row.split()
} | _PHRASES
"""Name, case folded → number of the month."""

ENGLISH = tuple(name for row in _ROWS for name in row.split()[: 2 + row.startswith("sept")] if name != "mai")
"""Names that stand before the day in English."""

WEEKDAY = (
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?"
    r"|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
    r"|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|sonnabend"
    r"|lunes|martes|miércoles|jueves|viernes|sábado|domingo"
    r"|понедельник|вторник|среда|четверг|пятница|суббота|воскресенье"
    r"|星期.|周[一二三四五六日]|(?:ال)?(?:أحد|اثنين|ثلاثاء|أربعاء|خميس|جمعة|سبت)"
)
PUBLISHED = (
    r"(?:(?:first |originally |date )?(?:published|posted|released|issued)|(?:original )?(?:release|publication) date|date(?:d| of issue| issued)?)(?: on)?"
    r"|publi[ée]e? le|mis en ligne le|date de publication|veröffentlicht(?: am)?|erschienen am|stand|publicado(?: el| em)?"
    r"|fecha(?: de publicación)?|pubblicato (?:il|in data)|opublikowan[oy]|yayın(?:lanma)? tarihi|опубліковано|게시일|公開日|gepubliceerd op|опубликован[оа]?|дата(?: публикации)?"
    r"|发布(?:时间|日期)|发稿时间|時間|时间|日期|發布日期|تاريخ النشر|نشر في|نُشر في"
)
MODIFIED = (
    r"(?:(?:page |content )?last (?:updated?|modified|review(?:ed)?|changed?|revised)|(?:updated|modified|revised|reviewed))(?: on)?"
    r"|(?:dernière )?mise? à jour(?: le)?|(?:zuletzt )?(?:aktualisiert|geändert)(?: am)?|(?:última )?actualiza(?:do|ción)(?: el)?"
    r"|обновлен[оа]?|更新(?:时间|日期|於)?|آخر تحديث"
)
