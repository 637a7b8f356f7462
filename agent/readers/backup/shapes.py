"""The shapes that all readers of backups share. Times are Unix seconds (UTC)."""

import msgspec

MOST_NAME = 200


class Snapshot(msgspec.Struct, frozen=True):
    """One backup that a repository lists; ``time`` is when it began."""

    id: str
    time: float
    host: str = ""
    tags: tuple[str, ...] = ()


class Claim(msgspec.Struct, frozen=True):
    """What a job says of itself; to be believed only as far as something else agrees."""

    last_success: float | None = None
    last_attempt: float | None = None
    succeeded: bool | None = None
    last_restore_test: float | None = None


def newer(one: float | None, other: float | None) -> float | None:
    """Return the later of two times of which either may be unknown."""
    if one is None or other is None:
        return one if other is None else other
    return max(one, other)
