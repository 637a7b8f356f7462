"""Files of a machine as a recording keeps them: noticed, packed, and laid out again."""

import contextlib
import os
import re
import sys
import threading
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import Any

import msgspec

MOST_FILES = 5000
MOST_LINKS = 500  # of one folder
MOST_FILE_BYTES = 4 << 20
MOST_BYTES = 64 << 20
_PORTION = 1 << 16
_ELSEWHERE = re.compile(r"[\\\0]|(^|/)[A-Za-z]:")
_WATCHED = ("/proc/", "/sys/", "/etc/", "/run/", "/var/lib/", "/var/log/", "/usr/lib/")
_NEVER = ("/proc/self/", "/etc/shadow", "/etc/ssl/", "/etc/hatang/", "/run/user/")


class UnsafeError(ValueError):
    """A recording names a place outside itself, or holds more than any machine says."""


class Link(msgspec.Struct, frozen=True):
    """One symbolic link, relative to the root; both paths use slashes."""

    path: str
    target: str


class FileWatch:
    """Notices which files and folders this process opens, until ``stop``.

    An audit hook sees every open of Python itself; it cannot be taken out again, so it
    is only ever used in a process that makes one bundle.
    """

    def __init__(self) -> None:
        self.opened: set[str] = set()
        self._on = True
        self._lock = threading.Lock()
        sys.addaudithook(self._hook)

    def _hook(self, event: str, arguments: tuple[Any, ...]) -> None:
        if self._on and event in {"open", "os.listdir", "os.scandir"} and arguments:
            path = arguments[0]
            if isinstance(path, os.PathLike):
                path = os.fspath(path)
            if isinstance(path, str) and is_watched(path):
                with self._lock:
                    self.opened.add(path)

    def stop(self) -> list[str]:
        """Stop noticing and return the paths, sorted."""
        self._on = False
        return sorted(self.opened)


def is_watched(path: str) -> bool:
    """Return whether a recording keeps the file *path*: the system's, no secret."""
    return path.startswith(_WATCHED) and not path.startswith(_NEVER)


def collect(paths: Iterable[str]) -> tuple[dict[str, bytes], list[Link]]:
    """Return what the files *paths* hold by their real place, and the links to there.

    What cannot be read, or is larger than any such file, is left out.
    """
    found: dict[str, bytes] = {}
    links: dict[str, str] = {}
    for path in paths:
        real = os.path.realpath(path)
        around = real if Path(real).is_dir() else os.path.dirname(real)  # noqa: PTH120
        for link in (*_links_of(path), *_links_in(around)):
            links[link.path] = link.target
        if real in found or not is_watched(real) or len(found) >= MOST_FILES:
            continue
        if Path(real).is_dir():
            found.setdefault(real.rstrip("/") + "/", b"")
            continue
        content = _content(Path(real))
        if content is not None:
            found[real] = content
        else:  # that a folder is there says something, too
            found.setdefault(_nearest_folder(real) + "/", b"")
    return found, [Link(path, target) for path, target in sorted(links.items())]


def _nearest_folder(path: str) -> str:
    places = (p for p in PurePosixPath(path).parents if Path(p).is_dir())
    return next(places, PurePosixPath("/")).as_posix().rstrip("/")


def _links_in(folder: str, *, depth: int = 2) -> Iterator[Link]:
    """Yield the links in *folder* and in where these lead: a card's device, its driver.

    Sources look at links without opening anything, which nobody notices.
    """
    if not depth or not folder.startswith("/sys/"):
        return
    with contextlib.suppress(OSError):
        for name in sorted(os.listdir(folder))[:MOST_LINKS]:  # noqa: PTH208 - of text
            place = f"{folder}/{name}"
            if Path(place).is_symlink():
                yield Link(place, Path(place).readlink().as_posix())
                yield from _links_in(os.path.realpath(place), depth=depth - 1)


def _content(path: Path) -> bytes | None:
    """Return what *path* holds, read in the portions that /proc/sys accepts."""
    content = bytearray()
    try:
        with path.open("rb", buffering=0) as file:
            while portion := file.read(_PORTION):
                content += portion
                if len(content) > MOST_FILE_BYTES:
                    return None
    except OSError:
        return None
    return bytes(content)


def dated(places: Iterable[str]) -> dict[str, float]:
    """Return when those of *places* that are there were last changed; Unix seconds."""
    found = {}
    for place in places:
        with contextlib.suppress(OSError):
            found["/" + place] = float(int((Path("/") / place).stat().st_mtime))
    return found


def _links_of(path: str) -> Iterator[Link]:
    """Yield the links on the way to *path*, each by its own real place."""
    place = PurePosixPath("/")
    for part in PurePosixPath(path).parts[1:]:
        step = place / part
        if Path(step).is_symlink():
            target = Path(step).readlink()
            yield Link(step.as_posix(), target.as_posix())
            place = PurePosixPath(os.path.realpath(step))
        else:
            place = step


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
    if len(files) > MOST_FILES or sum(map(len, files.values())) > MOST_BYTES:
        raise UnsafeError("the recording holds more than any machine says")
    for path, content in files.items():
        place = folder / _inside(path)
        with contextlib.suppress(OSError):  # Windows has no place called 0000:00:1f.2
            if path.endswith("/"):
                place.mkdir(parents=True, exist_ok=True)
            else:
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(content)
    for path, seconds in times.items():
        place = folder / _inside(path)
        with contextlib.suppress(OSError, OverflowError):
            place.parent.mkdir(parents=True, exist_ok=True)
            if not place.is_dir():
                place.touch()
            os.utime(place, (seconds, seconds))
    chosen = {_inside(link.path): link for link in links}
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


def _inside(path: str) -> str:
    parts = PurePosixPath(path).parts
    outside = not parts or parts[0] != "/" or ".." in parts or len(parts) > 40
    if outside or _ELSEWHERE.search(path):  # on Windows, C: and a\\.. lead elsewhere
        raise UnsafeError(f"{path[:100]!r} is no place inside a recording")
    return "/".join(parts[1:]) or "."
