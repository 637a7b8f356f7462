"""How the command line writes moments and spans of time."""

from datetime import UTC, datetime
from gettext import gettext as _


def moment(unix: float) -> str:
    """Return *unix* in the local time zone, to the minute; a dash for never."""
    if not unix:
        return "-"
    try:
        local = datetime.fromtimestamp(unix, UTC).astimezone()
    except (OverflowError, ValueError, OSError):
        return "?"
    return local.strftime("%Y-%m-%d %H:%M")


def span(seconds: float) -> str:
    """Return a length of time in its largest fitting unit, rounded."""
    size = abs(seconds)
    sign = "-" if seconds < 0 else ""
    if size < 90:
        return _("{n} s").format(n=f"{sign}{size:.0f}")
    if size < 5400:
        return _("{n} min").format(n=f"{sign}{size / 60:.0f}")
    if size < 129600:
        return _("{n} h").format(n=f"{sign}{size / 3600:.0f}")
    return _("{n} d").format(n=f"{sign}{size / 86400:.0f}")


def size(count: float) -> str:
    """Return a number of bytes in its largest fitting decimal unit."""
    for unit in ("B", "kB", "MB", "GB"):
        if count < 1000:
            return f"{count:.0f} {unit}"
        count /= 1000
    return f"{count:.1f} TB"
