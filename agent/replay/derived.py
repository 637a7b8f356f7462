"""What a replay derives."""

import msgspec

from agent.shared.wire import Facts


class Derived(msgspec.Struct, frozen=True):
    """Facts of one machine, as of ``time`` (Unix seconds; None: not said).

    ``problems`` say by probe or file what could not be read; ``kept`` names the kinds
    that stand as the agent said, because they cannot be read again.
    """

    facts: Facts
    problems: dict[str, str] = {}
    kept: tuple[str, ...] = ()
    time: float | None = None
