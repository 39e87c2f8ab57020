"""Words of page chrome in several languages: menus, share and print lines, footers. Data, to be read like a form.

Each pattern is for a whole line. What is no such line by itself is never taken for chrome.
"""

import re

MENU = re.compile(
    r"home(?: ?page)?|menu|main menu|search|log ?in|log ?on|sign (?:in|up)|register|subscribe|newsletters?|about(?: us)?"
    r"|contacts?(?: us)?|skip to (?:main )?content|skip navigation|(?:main |toggle |site )?navigation|site ?map|careers|jobs|faqs?"
    r"|blog|news|latest(?: news)?|events|products|solutions|services|resources|support|partners|customers|platform|pricing"
    r"|company|press|press releases|media|video(?:s| & audio)?|language|world|business|markets|politics|sports?|opinion"
    r"|technology|economy|culture|education|offices|get a demo|free trial|cart|my account|links"
    r"|главная(?: страница)?|поиск|меню|войти|новости|контакты|о нас|политика|экономика|общество|в мире|спорт|культура"
    r"|首页|首頁|搜索|登录|登入|关于我们|联系我们|新闻|资料|资讯|トップページ|ホーム|検索|メニュー|ログイン|お問い合わせ"
    r"|accueil|rechercher|connexion|se connecter|contactez-nous|à la une|monde|économie|actualités"
    r"|startseite|suche|anmelden|über uns|kontakt|menü|zum inhalt springen|politik|wirtschaft"
    r"|inicio|portada|buscar|contacto|suscríbete|nacional|internacional|economía|política"
    r"|início|pesquisar|imprensa|institucional|notícias|contatos?|serviços|assine|home ?page|cerca|notizie|contatti|chi siamo|accedi"
    r"|zoeken|nieuws|inloggen|strona główna|szukaj|aktualności|головна|новини|пошук|контакти|увійти|anasayfa|ana sayfa|haberler|iletişim"
    r"|홈|검색|로그인|뉴스|메뉴|خانه|جستجو|אודות|חיפוש|ראשי"
    r"|الرئيسية|الصفحة الرئيسية|بحث|اتصل بنا|الأخبار|سياسة|اقتصاد|رياضة",
    re.IGNORECASE,
)
DECISIVE = re.compile(
    r"skip to (?:main )?content|skip navigation|zum inhalt springen|aller au contenu(?: principal)?|ir al contenido",
    re.IGNORECASE,
)
"""A line that nobody but a web page has."""

SHARE = re.compile(
    r"(?:(?:share|print|e-?mail|tweet|like(?: me)?|pin|facebook|twitter|x|linkedin|whatsapp|reddit|telegram)\b[ ,|/·•]*){1,8}"
    r"(?:(?:on|this|page|article|post|story|with|friends?|via|version|to|facebook|twitter|linkedin)\b[ ,]*){0,5}:?"
    r"|(?:suggest|recommend|send|forward|tell)(?: this(?: page| article)?)?(?: to)? a friend:?|printer[- ]friendly(?: version)?"
    r"|(?:back|return|go)? ?to (?:the )?top|follow us(?: on .{0,40})?"
    r"|поделиться|печать|версия для печати|分享(?:到)?|打印|推荐给朋友[::]?|返回顶部|このページの(?:トップ|先頭)へ(?:戻る)?"
    r"|partager(?: cette page| cet article)?|imprimer|haut de page|(?:seite |artikel )?(?:teilen|drucken)|nach oben"
    r"|compartilh(?:ar|e)|condividi|stampa|delen|afdrukken|udostępnij|drukuj|поділитися|друк|paylaş|yazdır|공유하기|인쇄|print (?:document|page|article)"
    r"|compartir|imprimir|volver arriba|مشاركة|شارك|طباعة|\d{1,3}[ -](?:min(?:ute)?s?)\.? read(?:ing time)?|reading time:? .{1,12}"
    r"|(?:add a )?comments?(?: ?\(\d+\))?|kommentare(?: ?\(\d+\))?|комментарии(?: ?\(\d+\))?",
    re.IGNORECASE,
)
FOOT = re.compile(
    r"privacy(?: policy| notice)?|terms (?:of|and) .{0,30}|cookies?(?: policy| settings| preferences)?|legal notice|imprint"
    r"|impressum|datenschutz(?:erklärung)?|disclaimer|accessibility|(?:subscribe|sign up)(?: (?:to|for) .{0,60})?|newsletter"
    r"|related (?:articles|posts|stories|content|links|documents|topics|news)|read (?:more|also|next)(?::.{0,150})?|see also:.{0,150}"
    r"|more (?:on|from|about) .{0,60}|most (?:read|popular|viewed)|recommended(?: for you)?|you may also like|(?:previous|next)(?: post| article)?"
    r"|(?:tags?|filed under|topics?|categor(?:y|ies)|keywords)(?::.{0,150})?|last (?:review(?:ed)?|updated?|modified|revised)\b.{0,60}|press contacts?|media contacts?|our standards:.{0,80}"
    r"|view (?:all )?comments|leave a (?:comment|reply)|is this page useful\?|report a problem(?: with this page)?|was this .{0,30} helpful\?"
    r"|(?:we|this (?:web ?)?site|our (?:web ?)?site) (?:also )?uses? (?:\w+ ){0,4}cookies.{0,150}|by continuing .{0,80}cookies.{0,100}"
    r"|(?:i )?(?:accept|reject|refuse|allow|decline)(?: all| additional| optional)?(?: cookies)?|(?:view|manage|cookie) (?:cookies|settings|preferences)"
    r"|cookies (?:on|at) .{1,60}"
    r"|читайте также|по теме|подписаться(?: .{0,40})?|ещё по теме|相关(?:阅读|新闻|链接)|責任編輯.{0,20}|责任编辑.{0,20}|関連(?:記事|リンク)"
    r"|lire aussi.{0,100}|sur le même sujet|à lire aussi.{0,100}|mentions légales|politique de confidentialité|plan du site"
    r"|weitere (?:artikel|themen|meldungen)|mehr zum thema|lesen sie auch.{0,100}"
    r"|más (?:noticias|información)|lea también.{0,100}|aviso legal|política de (?:privacidad|cookies)|اقرأ أيضا.{0,80}",
    re.IGNORECASE,
)
RESERVED = (
    r"all rights reserved|все права защищены|版权所有|版權所有|保留所有权利|tous droits réservés|alle rechte vorbehalten"
    r"|todos los derechos reservados|todos os direitos reservados|alle rechten voorbehouden|wszelkie prawa zastrzeżone|всі права захищено|всі права захищені|усі права захищено|усі права захищені|tüm hakları saklıdır|כל הזכויות שמורות|tutti i diritti riservati|جميع الحقوق محفوظة|無断転載を禁じます"
)
RIGHTS = re.compile(
    rf"(?:©|\(c\)).{{0,190}}|copyright\b(?=.{{0,60}}(?:©|\(c\)|\d{{4}}|{RESERVED})).{{0,190}}"
    rf"|.{{0,180}}(?:{RESERVED})\.?(?: this material may not .{{0,120}})?|(?:{RESERVED}).{{0,100}}",
    re.IGNORECASE,
)
RIGHTS_WORDS = ("©", "(c)", "copyright", *RESERVED.split("|"))
"""One of these stands in every line that ``RIGHTS`` is for."""
NOT_OWNER = re.compile(
    rf"crown copyright|copyright|©|\(c\)|{RESERVED}|this material may not .*|\s\|.*"
    r"|\b(?:19|20)\d\d\b(?: ?[-–] ?(?:(?:19|20)\d\d|present))?",
    re.IGNORECASE,
)
CRUMB = re.compile(r"[\s\xa0]+(?:[>»›]|>>|→)[\s\xa0]+")
CRUMB_LEAD = re.compile(
    r"(?:you are here|vous êtes ici|sie sind hier|estás aquí|вы здесь|当前位置)\s?[::]\s?", re.IGNORECASE
)
STARTS = re.compile(
    r"home(?: ?page)?|главная|首页|首頁|トップページ|accueil|startseite|inicio|الرئيسية", re.IGNORECASE
)
