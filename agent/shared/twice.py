"""Names that must tell things apart. Pure."""

from collections.abc import Iterable


def twice(names: Iterable[str]) -> str | None:
    """Return the first of *names* that has been there before; None: all differ."""
    seen: set[str] = set()
    for name in names:
        if name in seen:
            return name
        seen.add(name)
    return None
