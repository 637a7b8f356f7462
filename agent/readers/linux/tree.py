"""Where readers of /proc and /sys find files: on a machine, or in an archive of one."""

from typing import Protocol


class Tree(Protocol):
    """Where files of the kernel are read; paths are relative, with ``/``."""

    def text(self, path: str) -> str | None:
        """Return the text of the file *path* without white space around, or None."""
        ...

    def names(self, path: str) -> tuple[str, ...]:
        """Return the sorted names in the folder *path*; none where there is none."""
        ...
