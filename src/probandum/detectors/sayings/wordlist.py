"""Tables of words, written as people read them."""


def listed(table: str) -> list[str]:
    """Return the words of a table that are parted by blanks."""
    return table.split()


def bars(table: str) -> list[str]:
    """Return the entries of a table that are parted by bars; line breaks around them are no part of them."""
    return [entry.strip("\n") for entry in table.split("|") if entry.strip("\n")]
