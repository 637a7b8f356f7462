"""The tests that nobody asks for: when one is due it is made, unless something speaks against it."""

import logging
from functools import partial

import msgspec

from agent.shared.clock import Clock
from agent.throughput.budget import Kept
from agent.throughput.line_test import BusyError, Line, LineTester
from agent.throughput.shapes import Word
from agent.throughput.turns import TakenError
from agent.throughput.when import Local, due, forbidden, local

log = logging.getLogger(__name__)

RETRY_S = 900.0
"""How long to wait after a busy line; until its night ends a test stays due."""


class Turn(msgspec.Struct, frozen=True):
    """Which test of which night."""

    night: int
    number: int


def wanted(line: Line, kept: Kept, moment: Local, now: float) -> Turn | None:
    """Return the test of *line* that is to be tried at *moment*; None: none. Pure."""
    settings = line.settings
    if not settings.servers or forbidden(moment, settings.never):
        return None
    found = due(line.id, moment, settings.windows, settings.tests_a_night)
    if found is None:
        return None
    night, number = found
    if kept.night == night and kept.done >= number:
        return None
    if 0 <= now - kept.tried_at < RETRY_S:
        return None
    return Turn(night, number)


def regular(tester: LineTester, clock: Clock) -> Word | None:
    """Make the test that is due, if any, and return the word it ended with.

    Raises:
        OSError: what is used cannot be counted.
    """
    line, memory, now = tester.line, tester.memory, clock.now()
    turn = wanted(line, memory.of(line.id), local(now), now)
    if turn is None:
        return None
    memory.change(line.id, partial(_tried, now=now))
    if line.metered:
        tester.count("metered")
        memory.change(line.id, partial(_done, turn=turn))
        return "metered"
    try:
        for step in tester.run():
            if step.why:
                where = (line.id, step.server.method, step.direction)
                log.warning("test of line %s by %s, %s: %s", *where, step.why)
    except TakenError:
        tester.count("busy")
        return "busy"
    except BusyError:
        return "busy"
    kept = memory.change(line.id, partial(_done, turn=turn))
    return kept.last


def _tried(kept: Kept, now: float) -> Kept:
    return msgspec.structs.replace(kept, tried_at=now)


def _done(kept: Kept, turn: Turn) -> Kept:
    return msgspec.structs.replace(kept, night=turn.night, done=turn.number)
