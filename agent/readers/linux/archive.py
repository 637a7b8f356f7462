"""Parts of /proc and /sys as values: what lies in which folder, from a tar archive.

Nothing is extracted: files are held in memory, links are followed within the archive
only, and both its size and the number of its files are bounded before anything is read.
"""

import bz2
import io
import lzma
import posixpath
import tarfile
import zlib
from collections.abc import Iterator

from agent.readers.errors import ReadError, check_size

MOST_UNPACKED = 128 << 20
MOST_MEMBERS = 200_000
_MOST_FILE = 1 << 20
_MOST_LINKS = 40
_BROKEN = (
    tarfile.TarError,
    OSError,
    EOFError,
    ValueError,
    IndexError,
    KeyError,
    OverflowError,
    RecursionError,
    MemoryError,
)


class ArchivedTree:
    """A tree held in memory."""

    def __init__(
        self, files: dict[str, bytes], links: dict[str, str], folders: set[str]
    ) -> None:
        self._files = files
        self._links = links
        self._folders: dict[str, set[str]] = {}
        for path in [*files, *links, *folders]:
            self._enter(path)

    def _enter(self, path: str) -> None:
        """Name *path* in the folder around it, and that one in its own."""
        while path:
            folder, _, name = path.rpartition("/")
            seen = self._folders.setdefault(folder, set())
            if name in seen:
                return
            seen.add(name)
            path = folder

    def text(self, path: str) -> str | None:
        """Return the text of the file *path*, or None."""
        place = self._resolve(path)
        content = self._files.get(place) if place is not None else None
        return (
            content.decode("utf-8", "replace").strip() if content is not None else None
        )

    def names(self, path: str) -> tuple[str, ...]:
        """Return the sorted names in the folder *path*."""
        place = self._resolve(path)
        return tuple(sorted(self._folders.get(place, ()))) if place is not None else ()

    def _resolve(self, path: str) -> str | None:
        """Return where *path* leads, links followed; None where it leads outside."""
        waiting = [part for part in reversed(path.split("/")) if part]
        place: list[str] = []
        hops = 0
        while waiting:
            part = waiting.pop()
            if part == ".":
                continue
            if part == "..":
                if not place:
                    return None
                place.pop()
                continue
            place.append(part)
            target = self._links.get("/".join(place))
            if target is None:
                continue
            hops += 1
            if hops > _MOST_LINKS or len(target) > 4096:
                return None
            place = [] if target.startswith("/") else place[:-1]
            waiting += [p for p in reversed(target.split("/")) if p]
        return "/".join(place)


def read_archive(content: bytes) -> ArchivedTree:
    """Return the tree in a tar archive, plain or packed by gzip, xz or bzip2.

    A folder around ``proc`` and ``sys`` is taken away.

    Raises:
        ReadError: it is no such archive, or a larger one than a machine makes.
    """
    check_size(content)
    files: dict[str, bytes] = {}
    links: dict[str, str] = {}
    folders: set[str] = set()
    try:
        with tarfile.open(fileobj=io.BytesIO(_unpack(content)), mode="r:") as archive:
            for name, member in _members(archive):
                if member.issym():
                    links[name] = member.linkname
                elif member.isdir():
                    folders.add(name)
                else:
                    file = archive.extractfile(member)
                    files[name] = file.read(_MOST_FILE) if file else b""
    except _BROKEN as err:
        raise ReadError(f"no archive of /proc and /sys: {err}") from err
    prefix = _prefix([*files, *links, *folders])
    return ArchivedTree(
        {name.removeprefix(prefix): value for name, value in files.items()},
        {name.removeprefix(prefix): value for name, value in links.items()},
        {name.removeprefix(prefix) for name in folders},
    )


def _members(archive: tarfile.TarFile) -> Iterator[tuple[str, tarfile.TarInfo]]:
    """Yield files, folders and symbolic links by a plain relative name."""
    for count, member in enumerate(archive):
        if count >= MOST_MEMBERS:
            raise ReadError(f"more than {MOST_MEMBERS} files")
        name = posixpath.normpath(member.name.lstrip("/"))
        if name.startswith("..") or len(name) > 1000 or "\0" in name:
            continue
        if member.issym() or member.isreg() or member.isdir():
            yield name, member


def _unpack(content: bytes) -> bytes:
    """Return what was packed, if it is no more than ``MOST_UNPACKED``."""
    try:
        if content.startswith(b"\x1f\x8b"):
            unzip = zlib.decompressobj(wbits=31)
            plain = unzip.decompress(content, MOST_UNPACKED + 1)
        elif content.startswith(b"\xfd7zXZ"):
            unxz = lzma.LZMADecompressor(memlimit=256 << 20)
            plain = unxz.decompress(content, MOST_UNPACKED + 1)
        elif content.startswith(b"BZh"):
            plain = bz2.BZ2Decompressor().decompress(content, MOST_UNPACKED + 1)
        else:
            return content
    except (zlib.error, lzma.LZMAError, OSError, EOFError, ValueError) as err:
        raise ReadError(f"the archive cannot be unpacked: {err}") from err
    if len(plain) > MOST_UNPACKED:
        raise ReadError(f"the archive unpacks to more than {MOST_UNPACKED} bytes")
    return plain


def _prefix(names: list[str]) -> str:
    """Return the folder in which ``proc`` or ``sys`` stands, with a slash, or ""."""
    best: str | None = None
    for name in names:
        parts = name.split("/")
        for top in ("proc", "sys"):
            if top in parts[:6]:
                found = "/".join(parts[: parts.index(top)])
                best = found if best is None or len(found) < len(best) else best
    if best is None:
        raise ReadError("neither proc nor sys is in the archive")
    return f"{best}/" if best else ""
