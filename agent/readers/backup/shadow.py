"""Shadow copies as Win32_ShadowCopy lists them."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from agent.readers.backup.shapes import newer
from agent.readers.backup.times import cim

PROPERTIES = ("ID", "InstallDate", "Persistent", "ClientAccessible", "VolumeName")


class ShadowCopies(msgspec.Struct, frozen=True):
    """How many lasting ones there are, and when the newest was made."""

    count: int = 0
    newest: float | None = None


def shadow_copies(rows: Sequence[Mapping[str, Any]]) -> ShadowCopies:
    """Return what *rows* of Win32_ShadowCopy say.

    Only persistent ones count: a backup program makes others for its own use, and
    removes them when it is done.
    """
    count, newest = 0, None
    for row in rows:
        if str(row.get("Persistent", True)).strip().lower() == "false":
            continue
        count += 1
        newest = newer(newest, cim(str(row.get("InstallDate") or "")))
    return ShadowCopies(count, newest)
