"""Ids and addresses that follow from a seed."""

import hashlib


def identity(seed: int, *names: object) -> str:
    """Return an id of 32 hex digits."""
    text = " ".join(map(str, ("hatang simulator", seed, *names)))
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def mac_of(oui: str, seed: int, *names: object) -> str:
    """Return a MAC address of a maker."""
    tail = identity(seed, "mac", *names)[:6]
    return f"{oui}:{tail[:2]}:{tail[2:4]}:{tail[4:]}"
