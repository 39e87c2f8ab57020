"""Readers: the bytes of one exhibit → observations, texts, members, omissions."""
