"""Where a program of the system lies: never in the folder that somebody stands in.

Windows itself looks in the current folder before it looks in PATH, and PATH may name
relative folders. Whoever runs the agent by hand, as an administrator and among downloads,
would then start what somebody else has put there.
"""

import errno
import ntpath
import os
import posixpath
from collections.abc import Callable, Iterator, Mapping

_DEFAULT_PATH = "/usr/bin:/bin"
_ENDINGS = (".exe", ".com")  # a script (.bat, .cmd) would be read by a shell


def locate(
    name: str,
    environ: Mapping[str, str],
    *,
    windows: bool,
    is_file: Callable[[str], bool] = os.path.isfile,
    may_run: Callable[[str], bool] = lambda path: os.access(path, os.X_OK),
) -> str:
    """Return the path of the program *name*; one that is a path already stays.

    A program that is there but may not be run is returned where there is no better one:
    starting it tells why.

    Raises:
        FileNotFoundError: it is not installed, or its path is relative.
    """
    places = ntpath if windows else posixpath
    if places.dirname(name) or (windows and ":" in name):
        if _is_whole(name, windows=windows):
            return name
    else:
        found = [p for p in _candidates(name, environ, windows=windows) if is_file(p)]
        if found:
            return next((path for path in found if may_run(path)), found[0])
    raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), name)


def _candidates(
    name: str, environ: Mapping[str, str], *, windows: bool
) -> Iterator[str]:
    if not windows:
        for folder in environ.get("PATH", _DEFAULT_PATH).split(":"):
            if _is_whole(folder, windows=False):
                yield posixpath.join(folder, name)
        return
    given = {key.upper(): value for key, value in environ.items()}
    system = ntpath.join(given.get("SYSTEMROOT", r"C:\Windows"), "System32")
    ending = name.lower().endswith(_ENDINGS)
    names = [name] if ending else [name + one for one in _ENDINGS]
    for folder in (system, *given.get("PATH", "").split(";")):
        clean = folder.strip('" ')
        if _is_whole(clean, windows=True):
            yield from (ntpath.join(clean, one) for one in names)


def _is_whole(path: str, *, windows: bool) -> bool:
    """Return whether *path* means the same place wherever one stands."""
    if not windows:
        return path.startswith("/")
    drive, rest = ntpath.splitdrive(path)
    return bool(drive) and rest.startswith(("\\", "/"))
