"""Members of a local group, through libraries made by hand and through Windows."""

import ctypes
import sys

import pytest

from agent.sources.windows_groups import members
from agent.sources.windows_real import WindowsKernel

ADMINISTRATORS = "S-1-5-32-544"


class Libraries:
    """Advapi32, netapi32 and kernel32 of a machine with these members."""

    def __init__(self, sids, *, status=0, known=True):
        self._texts = [ctypes.create_unicode_buffer(sid) for sid in sids]
        self._status = status
        self._known = known
        self._block = (ctypes.c_void_p * max(1, len(sids)))(
            *(ctypes.addressof(text) for text in self._texts)
        )
        self.freed = 0

    def __call__(self, name):
        """Return the library of a name: all are this."""
        return self

    def ConvertStringSidToSidW(self, text, sid):  # noqa: N802 - Windows' names
        """Take the text for the SID."""
        sid._obj.value = ctypes.addressof(self._block)
        return 1

    def LookupAccountSidW(self, _system, _sid, name, *_rest):  # noqa: N802
        """Tell the name of the group, in some language."""
        name.value = "Administratoren"
        return int(self._known)

    def NetLocalGroupGetMembers(self, _server, group, level, block, _m, read, *_r):  # noqa: N802
        """Hand out the members."""
        assert (group.value, level) == ("Administratoren", 0)
        if self._texts and not self._status:
            block._obj.value = ctypes.addressof(self._block)
            read._obj.value = len(self._texts)
        return self._status

    def ConvertSidToStringSidW(self, sid, written):  # noqa: N802
        """Return the text, which the SID is here."""
        written._obj.value = sid.value
        return 1

    def LocalFree(self, _):  # noqa: N802
        """Count it."""
        self.freed += 1

    def NetApiBufferFree(self, _):  # noqa: N802
        """Count it."""
        self.freed += 1


def test_members_come_as_numbers():
    """The group is found by its number; everything is freed."""
    sids = ["S-1-5-21-1-2-3-500", "S-1-5-21-1-2-3-1001"]
    libraries = Libraries(sids)
    assert members(ADMINISTRATORS, library=libraries) == sids
    assert libraries.freed == 4
    assert members(ADMINISTRATORS, library=Libraries([])) == []


@pytest.mark.parametrize(
    ("options", "error"),
    [
        ({"status": 5}, PermissionError),
        ({"status": 2220}, OSError),
        ({"known": False}, OSError),
    ],
)
def test_a_refusal_is_told(options, error):
    """No rights apart from everything else."""
    with pytest.raises(error):
        members(ADMINISTRATORS, library=Libraries(["S-1"], **options))


@pytest.mark.skipif(sys.platform != "win32", reason="needs Windows")
def test_windows_has_administrators():
    """Wine lists none; whatever is listed is a SID."""
    found = WindowsKernel().administrators()
    assert all(sid.startswith("S-1-5-") for sid in found)
