"""A stamp: the small file that a script leaves behind when it is done."""

from agent.readers.backup.times import iso, unix

MOST_BYTES = 4096


def written_time(content: bytes) -> float | None:
    """Return the moment that the first line names, or None: then the file's own counts.

    Unix seconds or ISO 8601 with an offset; a time without one is no moment.
    """
    line = content[:MOST_BYTES].partition(b"\n")[0].decode("utf-8", "replace")
    text = line.strip().strip("\ufeff\"'")
    return unix(text) if unix(text) is not None else iso(text)
