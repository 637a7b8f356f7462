"""A made-up month of an office as the series that Prometheus would have, with its faults.

What a machine's series are called and which state it is in is told by the collector's own code;
what happens, minute by minute, is made up here.
"""

from random import Random
from typing import NamedTuple

from bench.alerts_devices import MINUTES, PRINTER, SWITCHES, Away, add_devices
from bench.alerts_levels import GROWING, LEVELS, SITE
from bench.alerts_notation import Values, name_of
from collector import agent_series
from collector.fleet import OfficeHours, judge
from collector.store.interface import Agent, AgentStatus

PCS = 60
OPEN_MINUTE, CLOSE_MINUTE = 450, 1020  # 07:30 to 17:00
ZONE_OFFSET_S = 7 * 3600.0
MONDAY = 1_795_305_600.0 + 86400.0
"""23 November 2026, midnight UTC; that of Vietnam is seven hours before."""


class Fault(NamedTuple):
    """Something that is really wrong: which alert shall tell of it, where, when."""

    alert: str
    where: str  # the instance, or the site
    start: int
    end: int


class Day(NamedTuple):
    """One day: all series by name, and what was really wrong."""

    series: dict[str, Values]
    faults: list[Fault]


class _Alive(NamedTuple):
    """When a machine is on, when it is heard of, whether it says that it stops."""

    on: list[bool]
    heard: list[bool]
    polite: bool


class Office:
    """Makes days. *draw* decides what happens."""

    def __init__(self, draw: Random, midnight: float) -> None:
        self._draw = draw
        self._midnight = midnight
        self._hours = OfficeHours()
        self._agents = [self._agent(n) for n in range(PCS)]
        self._server = Agent(
            id="srv",
            state="active",
            credential_digest="",
            hostname="SRV-1",
            site=SITE,
            role="server",
            kind="switches",
        )

    @staticmethod
    def _agent(number: int) -> Agent:
        return Agent(
            id=f"pc{number}",
            state="active",
            credential_digest="",
            hostname=f"PC-{number:02}",
            site=SITE,
            department=f"P{number % 5}",
            role="desktop",
        )

    @staticmethod
    def switch_of(number: int) -> str:
        """Return the switch that a PC hangs on."""
        return f"sw-t{number % (SWITCHES - 1) + 1}"

    def day(self, *, working: bool) -> Day:
        """Return one day, midnight to midnight, local time."""
        series: dict[str, Values] = {}
        faults: list[Fault] = []
        cut = self._cut(faults, working=working)
        dead = self._dead_switch(faults, cut, working=working)
        for number, agent in enumerate(self._agents):
            alive = self._alive(number, faults, cut, dead, working=working)
            self._machine(series, agent, alive, self.switch_of(number))
        reads = [minute not in cut for minute in range(MINUTES)]
        server = _Alive([True] * MINUTES, reads, polite=False)
        self._machine(series, self._server, server, "sw-loi")
        away = Away(dead, cut, self._quiet_printer(faults, cut))
        add_devices(series, away, self._midnight - ZONE_OFFSET_S)
        self._findings(series, faults)
        self._others(series, faults)
        return Day(series, faults)

    def _chance(self, a_month: float) -> bool:
        return self._draw.random() < a_month / 22

    def _span(self, least: int, most: int, *, working: bool = True) -> range:
        low, high = (
            (OPEN_MINUTE + 40, CLOSE_MINUTE - most - 10) if working else (0, 1000)
        )
        start = self._draw.randint(low, max(high, low + 1))
        return range(start, min(start + self._draw.randint(least, most), MINUTES))

    def _cut(self, faults: list[Fault], *, working: bool) -> range:
        """Return when the line (or power) of the whole site is cut; a blip is no fault."""
        if working and self._chance(1):
            span = self._span(45, 120)
            faults.append(
                Fault("HatangManyMachinesSilent", SITE, span.start, span.stop)
            )
            return span
        return self._span(2, 6) if working and self._chance(4) else range(0)

    def _dead_switch(
        self, faults: list[Fault], cut: range, *, working: bool
    ) -> tuple[str, range]:
        if len(cut) or not self._chance(6):
            return "", range(0)
        name = f"sw-t{self._draw.randint(1, SWITCHES - 1)}"
        if self._draw.random() < 0.6:  # it was started anew, by somebody or an update
            return name, self._span(2, 4, working=working)
        span = self._span(30, 180, working=working)
        faults.append(Fault("HatangSwitchDown", name, span.start, span.stop))
        return name, span

    def _alive(
        self,
        number: int,
        faults: list[Fault],
        cut: range,
        dead: tuple[str, range],
        *,
        working: bool,
    ) -> "_Alive":
        """Return when a PC is on and when it reports, and whether it says that it stops."""
        draw = self._draw
        on = [False] * MINUTES
        polite = draw.random() < 0.85
        if working and draw.random() > 0.05:
            begin = OPEN_MINUTE - draw.randint(-15, 20)
            end = CLOSE_MINUTE + draw.randint(-8, 40)
            if draw.random() < 0.03:  # taken home, or to a meeting: shut down in order
                end, polite = draw.randint(600, 960), True
            on[begin:end] = [True] * (end - begin)
            if draw.random() < 0.1:  # restart for an update
                at = draw.randint(begin + 10, end - 30)
                on[at : at + 6] = [False] * 6
            if self._chance(0.12):
                at = draw.randint(OPEN_MINUTE + 60, CLOSE_MINUTE - 120)
                on[at:] = [False] * (MINUTES - at)
                faults.append(
                    Fault("HatangMachineSilent", f"PC-{number:02}", at, CLOSE_MINUTE)
                )
                polite = False
        heard = list(on)
        for minute in cut:
            heard[minute] = False
        if dead[0] == self.switch_of(number):
            for minute in dead[1]:
                heard[minute] = False
        return _Alive(on, heard, polite=polite)

    def _machine(
        self,
        series: dict[str, Values],
        agent: Agent,
        alive: "_Alive",
        switch: str,
    ) -> None:
        """Add what the collector says of one agent, by its own judgement."""
        on = alive.heard
        labels = f'instance="{agent.hostname}",site="{SITE}",switch="{switch}"'.encode()
        if agent.department:
            labels += f',department="{agent.department}"'.encode()
        last, stopped = -86400.0 / 2, True
        known: dict[tuple[str, bool], list[tuple[str, float]]] = {}
        for minute in range(MINUTES):
            now = self._midnight - ZONE_OFFSET_S + minute * 60
            if on[minute]:
                last, stopped = now, False
            elif minute and on[minute - 1]:
                stopped = alive.polite and not alive.on[minute]
            status = AgentStatus(agent.id, last_received=last, stopped=stopped)
            state = judge(
                agent, status, now=now, hours=self._hours, report_interval_s=60.0
            )
            lines = known.get((state, on[minute]))
            if lines is None:
                told = agent_series.render(
                    agent, status, state, missing=0, labels=labels
                )
                lines = [name_of(one) for one in told if one]
                known[state, on[minute]] = lines
            for name, value in lines:
                if not name.startswith(_WANTED if agent is self._server else _OF_PC):
                    continue
                told_value = last if "last_report" in name else value
                series.setdefault(name, [None] * MINUTES)[minute] = told_value

    def _quiet_printer(self, faults: list[Fault], cut: range) -> range:
        """Return when the printer is silent; for an hour or two it is switched off."""
        if len(cut):
            return range(0)
        if self._chance(2):
            span = self._span(320, 400)
            faults.append(Fault("HatangDeviceDown", PRINTER, span.start, span.stop))
            return span
        return self._span(60, 150) if self._chance(4) else range(0)

    def _findings(self, series: dict[str, Values], faults: list[Fault]) -> None:
        """Add findings: real ones stand for hours, what comes and goes is no fault."""
        for alert, kind, severity, monthly, least in (
            ("HatangDiskFailing", "disk_failing", "critical", 2, 300),
            ("HatangAntivirusOff", "antivirus_off", "critical", 2, 180),
            ("HatangCanaryChanged", "canary_changed", "critical", 0.5, 60),
            ("HatangPortFaulty", "port_errors", "warning", 2, 180),
            ("HatangBackupsBad", "backup_failed", "warning", 1, 320),
        ):
            if self._chance(monthly):
                span = self._span(least, least + 60)
                where = self._place(kind)
                self._stand(series, where, (kind, severity), span)
                faults.append(Fault(alert, where, span.start, span.stop))
            if least > 60 and kind != "disk_failing" and self._chance(3):
                self._stand(
                    series, self._place(kind), (kind, severity), self._span(5, 20)
                )
        if self._chance(8):  # a drive that is to be watched is no message
            span = self._span(300, 400)
            self._stand(series, self._place("x"), ("disk_watch", "warning"), span)

    def _place(self, kind: str) -> str:
        if kind.startswith("port"):
            return f"sw-t{self._draw.randint(1, SWITCHES - 1)}"
        return f"PC-{self._draw.randrange(PCS):02}"

    @staticmethod
    def _stand(
        series: dict[str, Values], where: str, what: tuple[str, str], span: range
    ) -> None:
        from collector.finding_series import SINCE

        name = (
            f'{SINCE.name}{{instance="{where}",site="{SITE}",finding="{what[0]}",'
            f'subject="x",severity="{what[1]}"}}'
        )
        values = series.setdefault(name, [None] * MINUTES)
        for minute in span:
            values[minute] = 1.0

    def _others(self, series: dict[str, Values], faults: list[Fault]) -> None:
        """Add the UPS, full file systems, and the collector itself."""
        for alert, name, normal, bad, monthly, spans in LEVELS:
            values: Values = [normal] * MINUTES
            if self._chance(monthly):
                span = self._span(*spans)
                for minute in span:
                    values[minute] = bad
                where = name.partition('instance="')[2].partition('"')[0]
                faults.append(Fault(alert, where, span.start, span.stop))
            elif self._chance(3):
                for minute in self._span(1, max(1, spans[0] // 40)):
                    values[minute] = bad
            series[name] = values
        for alert, name, monthly, spans in GROWING:
            span = self._span(*spans) if self._chance(monthly) else range(0)
            if span:
                where = name.partition('instance="')[2].partition('"')[0]
                faults.append(Fault(alert, where, span.start, span.stop))
            series[name] = [
                float(sum(1 for one in span if one <= minute)) if span else 0.0
                for minute in range(MINUTES)
            ]
        size = f'hatang_filesystem_size_bytes{{instance="PC-00",site="{SITE}",mountpoint="C:"}}'
        series[size] = [500e9] * MINUTES


_OF_PC = ("hatang_agent_silent",)
_WANTED = (
    "hatang_agent_silent",
    "hatang_agent_up",
    "hatang_agent_last_report",
    "hatang_agent_identity_info",
)
