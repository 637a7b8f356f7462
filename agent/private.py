"""Files and folders of our own, with the manners of Windows.

Only the system and administrators may read them. Elsewhere the mode of a file says it
(0600, 0700); Windows does not look at modes.
"""

import sys
import time
from collections.abc import Callable
from gettext import gettext as _
from pathlib import Path
from typing import Any

# SYSTEM and administrators; the owner, too, where somebody tries the agent without
# being an administrator. "P": what the folder above grants to users is not inherited.
_ELEVATED = "O:BAD:P(A;{inherit};FA;;;SY)(A;{inherit};FA;;;BA)"
_PLAIN = "D:P(A;{inherit};FA;;;SY)(A;{inherit};FA;;;BA)(A;{inherit};FA;;;OW)"
_WAITS_S = (0.01, 0.02, 0.05, 0.1, 0.2, 0.4, 0.6, 0.6)
_OWNER, _ACCESS, _PROTECTED = 0x1, 0x4, 0x80000000


def restrict(
    path: Path, *, folder: bool = False, advapi32: Any = None, shell32: Any = None
) -> None:
    """Leave *path* to SYSTEM and administrators; in a *folder* all that is made later.

    An elevated process also makes administrators the owner, so that whoever made the
    folder before us cannot give himself rights again.

    Raises:
        OSError: Windows refuses, or the file system knows no rights (FAT).
    """
    import ctypes  # on Linux the agent does without it

    elevated = bool((shell32 or _library("shell32")).IsUserAnAdmin())
    advapi = advapi32 or _library("advapi32")
    text = (_ELEVATED if elevated else _PLAIN).format(inherit="OICI" if folder else "")
    parts = _ACCESS | _PROTECTED | (_OWNER if elevated else 0)
    descriptor = ctypes.c_void_p()
    made = advapi.ConvertStringSecurityDescriptorToSecurityDescriptorW(
        ctypes.c_wchar_p(text), 1, ctypes.byref(descriptor), None
    )
    try:
        if made and advapi.SetFileSecurityW(
            ctypes.c_wchar_p(str(path)), ctypes.c_uint32(parts), descriptor
        ):
            return
    finally:
        if descriptor:
            _library("kernel32").LocalFree(descriptor)
    raise OSError(_("Windows does not restrict who may read {path}").format(path=path))


def make_folder(path: Path) -> None:
    """Make the folder *path* for the agent only, if it is not there.

    One that is there stays as it is: whoever made it decided who may write in it.

    Raises:
        OSError: it cannot be made.
    """
    if path.is_dir():
        return
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    if sys.platform == "win32":
        restrict(path, folder=True)


def replace(
    temporary: Path, path: Path, *, pause: Callable[[float], None] = time.sleep
) -> None:
    """Put *temporary* in the place of *path*, at once.

    Windows refuses while somebody reads the file there (antivirus, a backup, our own
    ``doctor``), so that is tried again for two seconds.

    Raises:
        OSError: it cannot be done; *path* is as it was.
    """
    for wait_s in _WAITS_S if sys.platform == "win32" else ():
        try:
            temporary.replace(path)
        except PermissionError:
            pause(wait_s)
        else:
            return
    temporary.replace(path)


def _library(name: str) -> Any:
    if sys.platform != "win32":
        raise OSError(f"{name}.dll is a part of Windows")
    import ctypes

    return ctypes.WinDLL(name, use_last_error=True)
