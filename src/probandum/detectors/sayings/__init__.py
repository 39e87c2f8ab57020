"""Who says what about whom: sentences, turns, quotes, types of saying, claims and figures in a text."""
