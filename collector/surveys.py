"""Judges the surveys of a report: what is one, and of which device; no I/O."""

from collections.abc import Collection, Iterable
from typing import NamedTuple

import msgspec

from agent.shared.survey import MOST_BYTES, Survey
from agent.shared.wire import WireError, decode, encode

MOST_DEVICES = 1000  # of one agent


class Surveys(NamedTuple):
    """The surveys of a report that are taken, and why others are not."""

    taken: tuple[Survey, ...] = ()
    refused: tuple[str, ...] = ()


NOTHING = Surveys()


def open_surveys(raws: Iterable[msgspec.Raw], known: Collection[str]) -> Surveys:
    """Decode each survey on its own; one that is bad costs only itself.

    *known* are the keys of the devices that the agent has already: it has at most
    ``MOST_DEVICES``, and surveys of further ones are refused.
    """
    taken: list[Survey] = []
    refused: list[str] = []
    keys = set(known)
    for raw in raws:
        try:
            survey = _open(raw)
        except WireError as err:
            refused.append(str(err))
            continue
        if survey.device not in keys and len(keys) >= MOST_DEVICES:
            refused.append(f"the agent has {MOST_DEVICES} devices already")
            continue
        keys.add(survey.device)
        taken.append(survey)
    return Surveys(tuple(taken), tuple(refused))


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
