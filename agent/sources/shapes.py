"""What a machine says about itself, in one shape for every operating system.

None means that the system does not say; counters count from boot.
"""

import msgspec


class Cpu(msgspec.Struct, frozen=True):
    """``seconds`` by mode are summed over the cores; ``load`` is 1, 5, 15 minutes."""

    seconds: dict[str, float] = {}
    count: int | None = None
    hertz: float | None = None
    max_hertz: float | None = None
    load: tuple[float, float, float] | None = None
    queue: int | None = None
    context_switches: int | None = None
    interrupts: int | None = None


class Memory(msgspec.Struct, frozen=True):
    """Bytes, but ``hard_faults``: page faults that had to read from a disk."""

    size: int | None = None
    available: int | None = None
    cached: int | None = None
    committed: int | None = None
    commit_limit: int | None = None
    swap_size: int | None = None
    swap_used: int | None = None
    hard_faults: int | None = None
    swapped_in: int | None = None
    swapped_out: int | None = None
