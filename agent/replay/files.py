"""The files of a recording, laid out again, never outside its folder."""

import contextlib
import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath
from types import MappingProxyType

import msgspec

MOST_FILES = 5000
MOST_BYTES = 64 << 20
_ELSEWHERE = re.compile(r"[\\\0]|(^|/)[A-Za-z]:")


class UnsafeError(ValueError):
    """A recording names a place outside itself, or holds more than any machine says."""


class Link(msgspec.Struct, frozen=True):
    """One symbolic link, relative to the root; both paths use slashes."""

    path: str
    target: str


def lay_out(
    files: Mapping[str, bytes],
    links: Iterable[Link],
    folder: Path,
    times: Mapping[str, float] = MappingProxyType({}),
) -> None:
    """Write *files* (by absolute POSIX path) and *links* below *folder*.

    Files of *times* are as old as that says; one that is not held is empty.

    Raises:
        UnsafeError: a path or a link leads out of *folder*, or it is too much.
    """
    chosen = {_inside(link.path): link for link in links}
    most = max(len(files), len(chosen), len(times))
    if most > MOST_FILES or sum(map(len, files.values())) > MOST_BYTES:
        raise UnsafeError("the recording holds more than any machine says")
    for path, content in files.items():
        place = folder / _inside(path)
        with contextlib.suppress(OSError):  # Windows has no place called 0000:00:1f.2
            if path.endswith("/"):
                place.mkdir(parents=True, exist_ok=True)
            else:
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(content)
    for path in times:
        place = folder / _inside(path)
        with contextlib.suppress(OSError):
            place.parent.mkdir(parents=True, exist_ok=True)
            if not place.is_dir():
                place.touch()
    for own, link in chosen.items():
        if any(parent.as_posix() in chosen for parent in PurePosixPath(own).parents):
            raise UnsafeError(f"{link.path[:100]!r} lies behind another link")
        place = folder / own
        target = PurePosixPath(link.target)
        base = PurePosixPath("/") if target.is_absolute() else PurePosixPath(link.path)
        inside = _inside(os.path.normpath((base.parent / target).as_posix()))
        if place.exists() or place.is_symlink():
            continue
        ups = len(PurePosixPath(own).parts) - 1
        with contextlib.suppress(OSError):  # Windows lets few people make links
            place.parent.mkdir(parents=True, exist_ok=True)
            place.symlink_to(Path(*[".."] * ups, inside))
    for path, seconds in times.items():  # last: what is put into a folder changes it
        with contextlib.suppress(OSError, OverflowError, ValueError):
            os.utime(folder / _inside(path), (seconds, seconds))


def _inside(path: str) -> str:
    parts = PurePosixPath(path).parts
    outside = not parts or parts[0] != "/" or ".." in parts or len(parts) > 40
    if outside or _ELSEWHERE.search(path):  # on Windows, C: and a\\.. lead elsewhere
        raise UnsafeError(f"{path[:100]!r} is no place inside a recording")
    return "/".join(parts[1:]) or "."
