"""Whether a device restarted since it was last asked, by all the clocks that it has.

sysUpTime and hrSystemUptime go round after 497 days, which is no restart; sysUpTime
begins anew with the agent on the device, which is no restart of the device either, but
its counters may have begun anew; some clocks stand still and tell nothing.
"""

from typing import Literal, NamedTuple

from agent.readers.snmp.rows import Walk, oid
from agent.readers.snmp.system import HR_SYSTEM_UPTIME, SNMP_ENGINE_TIME
from agent.readers.snmp.values import number

SYS_UP_TIME = oid("1.3.6.1.2.1.1.3.0")
CLOCKS = (SYS_UP_TIME, SNMP_ENGINE_TIME, HR_SYSTEM_UPTIME)
_PER_S = {SYS_UP_TIME: 100, SNMP_ENGINE_TIME: 1, HR_SYSTEM_UPTIME: 100}
_TICKS_ROUND_S = (1 << 32) / 100
_TOLERANCE_S, _DRIFT = 10.0, 0.01
_STEADY_S = 5.0
_Verdict = Literal["", "on", "round", "back"]


class Heard(NamedTuple):
    """What the clocks say: the device ``restarted``, or at least counters may have.

    ``broken``: nothing that was counted before may be compared with what is read now.
    """

    restarted: bool
    broken: bool
    booted_s: float | None  # on the asker's clock; steady while the device runs


class Uptimes:
    """The clocks of one device over time; the asker's own clock never jumps."""

    def __init__(self) -> None:
        self._last: dict[tuple[int, ...], tuple[float, float]] = {}
        self._rounds: dict[tuple[int, ...], int] = {}
        self._booted_s: float | None = None

    def hear(self, walk: Walk, at_s: float) -> Heard:
        """Take what *walk* has of the clocks, asked at *at_s*."""
        verdicts: list[_Verdict] = []
        spans = []
        for name in CLOCKS:
            value = number(walk.get(name))
            if value is None or value < 0:
                continue
            up_s = value / _PER_S[name]
            verdicts.append(self._verdict(name, up_s, at_s))
            if verdicts[-1] == "round":
                self._rounds[name] = self._rounds.get(name, 0) + 1
            self._last[name] = (up_s, at_s)
            spans.append(up_s + self._rounds.get(name, 0) * _TICKS_ROUND_S)
        broken = "back" in verdicts
        restarted = broken and "on" not in verdicts
        booted_s = at_s - max(spans) if spans else None
        known = self._booted_s
        if booted_s is None or (
            known is not None and abs(booted_s - known) < _STEADY_S
        ):
            booted_s = known
        self._booted_s = booted_s
        return Heard(restarted, broken, booted_s)

    def _verdict(self, name: tuple[int, ...], up_s: float, at_s: float) -> _Verdict:
        """Return how this clock went; empty if it cannot say."""
        before_s, then_s = self._last.get(name, (up_s, at_s))
        if up_s == before_s:
            return ""
        due_s = before_s + at_s - then_s
        tolerance_s = _TOLERANCE_S + _DRIFT * (at_s - then_s)
        if up_s >= due_s - tolerance_s:
            return "on"
        if _PER_S[name] == 100 and abs(up_s + _TICKS_ROUND_S - due_s) <= tolerance_s:
            return "round"  # or a restart at that very moment, if another clock says so
        self._rounds[name] = 0
        return "back"
