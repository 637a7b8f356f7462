"""Who may read a file, on whatever system the tests run."""

import ctypes
import stat
import sys
from pathlib import Path


def closed_to_others(path: Path) -> bool:
    """Return whether only the owner and administrators may read *path*."""
    if sys.platform != "win32":
        return not stat.S_IMODE(path.stat().st_mode) & 0o077
    rights = access_list(path)
    return bool(rights) and not any(
        f";;;{who})" in rights for who in ("WD", "BU", "AU")
    )


def access_list(path: Path) -> str:
    """Return who may do what with *path*, in Windows' own notation."""
    advapi = ctypes.WinDLL("advapi32", use_last_error=True)
    access, size, text = 4, ctypes.c_uint32(), ctypes.c_wchar_p()
    advapi.GetFileSecurityW(str(path), access, None, 0, ctypes.byref(size))
    block = ctypes.create_string_buffer(size.value)
    advapi.GetFileSecurityW(str(path), access, block, size.value, ctypes.byref(size))
    advapi.ConvertSecurityDescriptorToStringSecurityDescriptorW(
        block, 1, access, ctypes.byref(text), None
    )
    return text.value or ""
