"""Whether words name a hostile act."""

from functools import lru_cache

from probandum.detectors.sayings import lexica


@lru_cache(maxsize=8_192)
def is_hostile(low: str) -> bool:
    """Return whether words in lower case name an act that is hostile by itself or by the word before it."""
    words = low.split()
    for index, word in enumerate(words):
        plain = word.strip(".,;:()")
        if plain in lexica.HOSTILE_NOUNS:
            return True
        marked = plain in lexica.HOSTILE_ADJECTIVES or not lexica.HOSTILE_ADJECTIVES.isdisjoint(
            plain.split("-")
        )
        if marked and any(
            after.strip(".,;:()") in lexica.SOFT_NOUNS for after in words[index + 1 : index + 3]
        ):
            return True
    return False


@lru_cache(maxsize=8_192)
def is_act(low: str) -> bool:
    """Return whether words in lower case name an act, hostile or not."""
    return is_hostile(low) or not lexica.SOFT_NOUNS.isdisjoint(word.strip(".,;:()") for word in low.split())


@lru_cache(maxsize=8_192)
def is_soft(low: str) -> bool:
    """Return whether words in lower case hold a name of an act that needs its doer to be hostile."""
    return not lexica.SOFT_NOUNS.isdisjoint(word.strip(".,;:()") for word in low.split())
