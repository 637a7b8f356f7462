"""Recordings of antivirus products of Linux."""

from agent.readers.linux.antivirus import Product, read_antivirus


def read(content: bytes, _name: str) -> Product:
    """Return whether the product protects, and how old its signatures are."""
    return read_antivirus(content)
