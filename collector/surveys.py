"""Judges the surveys of a report: what is one, and of which device; no I/O."""

from collections.abc import Iterable
from typing import NamedTuple

import msgspec

from agent.shared.survey import MOST_BYTES, Survey
from agent.shared.wire import WireError, decode, encode

MOST_DEVICES = 1000  # of one agent
MOST_OF_AGENT = 64_000_000  # octets of its devices' surveys together, as JSON


class Surveys(NamedTuple):
    """The surveys of a report that are taken, and why others are not."""

    taken: tuple[Survey, ...] = ()
    refused: tuple[str, ...] = ()


NOTHING = Surveys()


def open_surveys(raws: Iterable[msgspec.Raw], held: dict[str, int]) -> Surveys:
    """Decode each survey on its own; one that is bad costs only itself.

    *held* is the size of the survey of each device that the agent has already, by its
    key; what is taken is noted in it. An agent has at most ``MOST_DEVICES``, with
    surveys of ``MOST_OF_AGENT`` octets, and what goes beyond is refused.
    """
    taken: list[Survey] = []
    refused: list[str] = []
    total = sum(held.values())
    for raw in raws:
        try:
            survey = _open(raw)
        except WireError as err:
            refused.append(str(err))
            continue
        if survey.device not in held and len(held) >= MOST_DEVICES:
            refused.append(f"the agent has {MOST_DEVICES} devices already")
            continue
        more = size_of(survey) - held.get(survey.device, 0)
        if more > 0 and total + more > MOST_OF_AGENT:
            refused.append(f"the agent's devices take {MOST_OF_AGENT} bytes already")
            continue
        held[survey.device] = held.get(survey.device, 0) + more
        total += more
        taken.append(survey)
    return Surveys(tuple(taken), tuple(refused))


def size_of(survey: Survey) -> int:
    """Return the octets of *survey* as JSON."""
    return len(encode(survey))


def _open(raw: msgspec.Raw) -> Survey:
    size = len(memoryview(raw))
    if size > MOST_BYTES:
        raise WireError(f"a survey has {size} bytes; {MOST_BYTES} are allowed")
    survey = decode(raw, Survey)
    if not survey.device:
        raise WireError("a survey names no device")
    try:
        encode(survey)  # what cannot be written as JSON cannot be kept
    except OverflowError as err:
        raise WireError("a number in a survey is too large") from err
    return survey
