"""What the sources of backups hand over. Times are Unix seconds."""

from typing import Literal

import msgspec

from agent.readers.backup.shapes import Claim, Snapshot

Found = Literal["same", "differs", "absent", "unknown"]
FUTURE_S = 600.0  # how far a clock may be off before a time is not believed


class Listing(msgspec.Struct, frozen=True):
    """What a target lists; ``reason`` says why ``newest`` is not known.

    ``answered``: the list was read to its end, so that what is not in it is not there.
    """

    reachable: bool | None = None
    newest: Snapshot | None = None
    reason: str = ""
    answered: bool = False


class Remembered(msgspec.Struct, frozen=True):
    """What the agent remembers of one set from run to run, and over restarts.

    ``of``: a digest of the settings for which that holds. ``tested``: the snapshot in
    which the canary was looked for last; ``tested_well``: whether it was found.
    """

    of: str = ""
    last_success: float | None = None
    proof: str | None = None
    last_attempt: float | None = None
    succeeded: bool | None = None
    last_restore_test: float | None = None
    tested: str = ""
    tested_well: bool = False


class Memory(msgspec.Struct, frozen=True):
    """All sets by name."""

    sets: dict[str, Remembered] = {}


class Evidence(msgspec.Struct, frozen=True):
    """All that speaks for one set of backups, from the strongest to the weakest.

    ``canary``: how our canary was found again in the backup; None if it was not looked
    for. ``listing``: what its target lists; None where nothing can be listed.
    ``stamped``: when a stamp was left or a file written. ``claim``: a job's own word.
    """

    canary: Found | None = None
    listing: Listing | None = None
    reachable: bool | None = None
    stamped: float | None = None
    claim: Claim | None = None
    reason: str = ""
    canary_reason: str = ""
    absent: bool = False
