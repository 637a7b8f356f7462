"""When a survey is worth sending, and what of it fits on the wire."""

import hashlib
import logging

import msgspec
from msgspec.structs import replace

from agent.shared.survey import MOST_BYTES, Port, Survey

log = logging.getLogger(__name__)

AGAIN_S = 6 * 3600.0
"""After so long a survey is sent though nothing has changed."""
_HALVED = ("stations", "hosts", "modules", "neighbours", "vlans", "macs")
"""What is shortened where a survey is too large: the largest first."""


def digest(survey: Survey) -> bytes:
    """Return a name for what *survey* says, without what changes by mere use.

    That is time that passes, power that is drawn, toner that is used, and the order
    of a table.
    """
    tree = survey.spanning_tree
    same = replace(
        survey,
        uptime_s=None,
        ports=tuple(_steady(port) for port in survey.ports),
        stations=tuple(sorted(survey.stations, key=repr)),
        hosts=tuple(sorted(survey.hosts, key=repr)),
        neighbours=tuple(sorted(survey.neighbours, key=repr)),
        supplies=tuple(replace(one, level_ratio=None) for one in survey.supplies),
        power=tuple(replace(one, used_watts=None) for one in survey.power),
        spanning_tree=tree and replace(tree, changed_s=None, topology_changes=None),
        problems={},
    )
    return hashlib.sha256(msgspec.json.encode(same)).digest()[:16]


def _steady(port: Port) -> Port:
    poe = port.poe and replace(port.poe, watts=None)
    return replace(port, changed_s=None, poe=poe)


def encoded(survey: Survey, most: int = MOST_BYTES) -> bytes | None:
    """Return *survey* as JSON of at most *most* octets; None if that cannot be.

    What is too long is cut, and named in ``incomplete``. What the collector would
    refuse is not sent: it would take a whole report along.
    """
    body = msgspec.json.encode(survey)
    while len(body) > most:
        sizes = {name: len(getattr(survey, name)) for name in _HALVED}
        longest = max(sizes, key=lambda name: sizes[name])
        if sizes[longest] < 2:
            break
        parts = dict.fromkeys((*survey.incomplete, longest))
        half = getattr(survey, longest)[: sizes[longest] // 2]
        survey = replace(survey, **{longest: half}, incomplete=tuple(parts))
        body = msgspec.json.encode(survey)
    if len(body) > most:
        log.error("device %s: its survey is too large to be sent", survey.device)
        return None
    trouble = _trouble(body)
    if trouble:
        log.error("device %s: its survey is not sound: %s", survey.device, trouble)
    return None if trouble else body


def _trouble(body: bytes) -> str:
    """Return why the collector would refuse *body*, empty if it takes it."""
    try:
        msgspec.json.decode(body, type=Survey)
    except msgspec.DecodeError as err:
        return str(err)
    return ""


class Changes:
    """Which surveys of one device are to be sent."""

    def __init__(self) -> None:
        self._digest = b""
        self._sent_s: float | None = None

    def worth(self, survey: Survey, now_s: float) -> bool:
        """Return whether to send *survey*; then it is the last that was sent."""
        name = digest(survey)
        recent = self._sent_s is not None and now_s - self._sent_s < AGAIN_S
        if recent and name == self._digest:
            return False
        self._digest, self._sent_s = name, now_s
        return True
