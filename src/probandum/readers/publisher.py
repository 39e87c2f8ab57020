"""Who publishes a text that does not say so in a field: a footer, a line of the head, or whom the text speaks for."""

import re

from probandum.readers import chrome
from probandum.readers.heading import BODIES, Heading
from probandum.readers.state_names import FORMAL

SPEAKS = re.compile(
    r"spokes(?:person|man|woman)|remarks?|statement|comments?|response|reply|q&a|answers?|press (?:office|service)|letter",
    re.IGNORECASE,
)
NAMED = re.compile(
    rf"\b(?:of|by|from) (?:the )?(?P<name>(?:[A-Z][\w.'’-]* ){{0,5}}{BODIES}(?: (?:of|for|in|to|the|and|[A-Z][\w.'’-]*))*)"
)
LOOSE = re.compile(r"(?: (?:of|for|in|to|the|and))+$")
EMBASSY = re.compile(r"(?P<state>[A-Z][\w'’-]*(?: [A-Z][\w'’-]*)*) Embassy (?:in|to) (?P<host>.+)")
SAMPLE = 100_000


def publisher(cut: chrome.Trim, text: str, head: Heading) -> tuple[str, str]:
    """Return the publisher and where its name is read from; two empty strings where nothing says it.

    Args:
        cut: the page chrome around the text.
        text: without it.
        head: what the first lines say.
    """
    owner = chrome.owner(cut.rights)
    if owner:
        return owner, f"line on rights at the foot “{cut.rights[:160]}”"
    if head.publisher:
        return head.publisher, head.publisher_basis
    if cut.site:
        return cut.site, "behind the title (“Title | Site”)"
    return _spoken_for(head.title, text[head.body :][:SAMPLE])


def _spoken_for(title: str, body: str) -> tuple[str, str]:
    """Return whom a title speaks for (``… by the Spokesperson of the Embassy …``)."""
    speaks = SPEAKS.search(title)
    found = NAMED.search(title, speaks.end()) if speaks else None
    if not found:
        return "", ""
    name = LOOSE.sub("", found["name"])
    own = re.search(rf"\b[Tt]he {re.escape(name)}(?= \w)", body)
    basis = f"inferred: the title speaks for “{name}”" + (
        ", and so does the text" if own else "; the text does not name it"
    )
    full = formal(name)
    return full, basis if full == name else f"{basis}; its state is written out"


def formal(name: str) -> str:
    """Return the name of an embassy with the state written out: one publisher has one name."""
    found = EMBASSY.fullmatch(name)
    state = FORMAL.get(found["state"]) if found else None
    return f"Embassy of {state} in {found['host']}" if found and state else name
