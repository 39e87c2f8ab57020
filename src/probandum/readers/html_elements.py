"""Tables of HTML elements: which hold text, which of it is shown, and where blocks end."""

SHOWN, ASIDE, HIDDEN, NONE = range(4)
"""Kinds of text: to be read; navigation and forms; not visible to a reader of the page; not text (scripts, head)."""

VOID = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
    ]
)
RAW = {"script": NONE, "style": NONE, "iframe": NONE, "noembed": NONE, "noframes": NONE, "title": NONE}
RAW |= {"textarea": ASIDE, "xmp": SHOWN}
KINDS = {"nav": ASIDE, "header": ASIDE, "footer": ASIDE, "aside": ASIDE, "form": ASIDE, "noscript": HIDDEN}
KINDS |= {"select": ASIDE, "button": ASIDE, "dialog": ASIDE, "menu": ASIDE, "template": HIDDEN}
KINDS |= {
    "head": NONE,
    "svg": ASIDE,
    "math": ASIDE,
    "audio": ASIDE,
    "video": ASIDE,
    "canvas": ASIDE,
    "object": ASIDE,
}
IN_HEAD = frozenset(
    {"meta", "link", "title", "script", "style", "base", "noscript", "template", "head", "html"}
)
ROLES = frozenset(
    {"navigation", "banner", "contentinfo", "complementary", "search", "dialog", "alertdialog", "menu"}
)
PARAGRAPHS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "details",
        "dl",
        "fieldset",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "ul",
    ]
)
LINES = frozenset(
    [
        "body",
        "br",
        "caption",
        "center",
        "dd",
        "dialog",
        "dir",
        "div",
        "dt",
        "figcaption",
        "head",
        "html",
        "legend",
        "li",
        "menu",
        "option",
        "optgroup",
        "select",
        "summary",
        "tbody",
        "tfoot",
        "thead",
        "tr",
    ]
)
CONTAINERS = frozenset(
    {"article", "aside", "div", "footer", "form", "header", "main", "nav", "section", "td"}
)
CELLS = frozenset({"td", "th"})
GAPS = dict.fromkeys(CELLS, "\t") | dict.fromkeys(LINES, "\n") | dict.fromkeys(PARAGRAPHS, "\n\n")
"""What stands before a block; as strings, wider gaps are greater."""
ALIKE = frozenset({"p", "li", "dt", "dd", "tr", "td", "th", "option"})
"""Elements that end where the next of the same name begins."""
INLINE = frozenset(
    [
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "mark",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "tt",
        "u",
    ]
)
