"""The Windows Update Agent's objects as plain values; nothing here decides.

Titles of updates stay behind; only the numbers of their articles are told.
"""

import re
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Any, TypeVar

T = TypeVar("T")
Create = Callable[[str], Any]
"""Makes the COM object of a name."""

MOST_UPDATES = 500
MOST_HISTORY = 100
MOST_CATEGORIES = 20
_DRIVER = 2
_ARTICLE = re.compile(r"KB\s?([0-9]{5,8})", re.IGNORECASE)


def waiting(create: Create) -> list[dict[str, Any]]:
    """Return the updates that are neither installed nor hidden, without going online."""
    searcher = create("Microsoft.Update.Session").CreateUpdateSearcher()
    searcher.Online = False
    found = searcher.Search("IsInstalled=0 and IsHidden=0").Updates
    return [_update(each) for each in _first(found, MOST_UPDATES)]


def _update(each: Any) -> dict[str, Any]:
    return {
        "severity": _said(lambda: str(each.MsrcSeverity or "") or None),
        "categories": _said(lambda: _categories(each)) or [],
        "optional": bool(_said(lambda: each.BrowseOnly)),
        "driver": _said(lambda: each.Type) == _DRIVER,
    }


def _categories(each: Any) -> list[str]:
    return [str(c.CategoryID) for c in _first(each.Categories, MOST_CATEGORIES)]


def history(create: Create) -> list[dict[str, Any]]:
    """Return the newest operations."""
    searcher = create("Microsoft.Update.Session").CreateUpdateSearcher()
    count = min(int(searcher.GetTotalHistoryCount()), MOST_HISTORY)
    if count <= 0:
        return []
    return [_operation(each) for each in searcher.QueryHistory(0, count)]


def _operation(each: Any) -> dict[str, Any]:
    return {
        "time": _said(lambda: seconds(each.Date)),
        "operation": _said(lambda: int(each.Operation)),
        "result": _said(lambda: int(each.ResultCode)),
        "articles": _said(lambda: _ARTICLE.findall(str(each.Title))[:5]) or [],
    }


def state(create: Create) -> dict[str, Any]:
    """Return whether a restart is due, how updates are installed, and when last."""
    automatic: Any = _said(lambda: create("Microsoft.Update.AutoUpdate"))
    found = {
        "reboot_required": _said(
            lambda: bool(create("Microsoft.Update.SystemInfo").RebootRequired)
        ),
        "notification_level": _said(lambda: int(automatic.Settings.NotificationLevel)),
        "last_search": _said(lambda: seconds(automatic.Results.LastSearchSuccessDate)),
    }
    if all(value is None for value in found.values()):
        raise OSError("the Windows Update Agent says nothing")
    return found


def seconds(moment: object) -> float | None:
    """Return a date of COM, which the Update Agent gives in UTC, as Unix seconds."""
    if not isinstance(moment, datetime) or moment.year < 2000:  # 1899: never
        return None
    return moment.replace(tzinfo=moment.tzinfo or UTC).timestamp()


def _first(found: Iterable[Any], most: int) -> list[Any]:
    return [each for _, each in zip(range(most), found, strict=False)]


def _said(ask: Callable[[], T]) -> T | None:
    """Return what *ask* returns, None where this version of Windows does not say it.

    COM's own error is an Exception and nothing narrower; it exists on Windows only.
    """
    try:
        return ask()
    except Exception:  # noqa: BLE001
        return None
