"""Values of evidence as a person on a console reads them."""

import datetime as dt

_UNITS = ((1 << 40, "TiB"), (1 << 30, "GiB"), (1 << 20, "MiB"), (1 << 10, "KiB"))


def format_value(name: str, value: object) -> str:
    """Return *value*, whose unit is the end of *name*, in words; times are UTC."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return str(value)
    if name.endswith("_timestamp_seconds"):
        try:
            return dt.datetime.fromtimestamp(value, dt.UTC).strftime("%Y-%m-%d %H:%M")
        except (ValueError, OverflowError, OSError):
            return str(value)
    if name.endswith("_bytes") or name == "bytes":
        for size, unit in _UNITS:
            if abs(value) >= size:
                return f"{value / size:.1f} {unit}"
        return f"{value:g} B"
    return f"{value:.10g}"
