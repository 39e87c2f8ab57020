"""What comes in, and what shows that nothing was changed since.

``acquire`` takes files, ``sniff`` names media types by content, ``log`` is the Merkle tree, ``ledger`` makes the next
act, ``audit`` finds what is wrong.
"""
