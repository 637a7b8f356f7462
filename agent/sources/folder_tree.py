"""The tree of the running machine, for readers that take trees."""

from pathlib import Path

from agent.sources.asking import listed
from agent.sources.text import read_or_none


class FolderTree:
    """Files below *root*, read when they are asked for."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def text(self, path: str) -> str | None:
        """Return the text of the file *path* without white space around, or None."""
        return read_or_none(self._root / path)

    def names(self, path: str) -> tuple[str, ...]:
        """Return the sorted names in the folder *path*."""
        return listed(self._root / path)
