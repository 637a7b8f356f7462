"""A dumped hash of files and folders as a tree, as inventory programs store it."""

from typing import Any


class DumpTree:
    """The hash below ``sys`` and ``proc``; a link is a pair that names its target."""

    def __init__(self, dump: dict[str, Any]) -> None:
        self._dump = dump

    def text(self, path: str) -> str | None:
        """Return the text of the file *path* without white space around, or None."""
        found = self._at(path)
        return found.strip() if isinstance(found, str) else None

    def names(self, path: str) -> tuple[str, ...]:
        """Return the sorted names in the folder *path*."""
        found = self._at(path)
        return tuple(sorted(map(str, found))) if isinstance(found, dict) else ()

    def _at(self, path: str) -> Any:
        place: Any = self._dump
        for part in path.split("/"):
            place = place.get(part) if isinstance(place, dict) else None
        return place
