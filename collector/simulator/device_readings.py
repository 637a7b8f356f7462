"""What an agent reads of a simulated switch: counters of its ports."""

import datetime as dt
from random import Random

from agent.shared.wire import Reading
from collector.simulator.rhythm import Calendar, busy, spans
from collector.simulator.shapes import Device, Port, Wan
from collector.simulator.sheets import PORT_VALUES, device_sheet

_FULL = 0.985
_PACKET = 700.0  # bytes
_VALUES = len(PORT_VALUES)


class LanReader:
    """Reads the devices of one site; what PCs carry adds up on the ways up."""

    def __init__(
        self, devices: list[Device], lines: list[Wan], calendar: Calendar, seed: int
    ) -> None:
        self._devices = devices
        self._calendar = calendar
        self._seed = seed
        self._draw = Random(f"lan {seed} {devices[0].site if devices else ''}")
        self.sheets = {d.key: device_sheet(d, calendar.period_s) for d in devices}
        self._started = calendar.now - (calendar.days + 20) * 86400.0
        self._counted = {
            (d.key, p.number): [0.0] * 12 for d in devices for p in d.ports
        }
        self._was: dict[tuple[str, int], bool] = {}
        self._on: dict[int, list[tuple[float, float]]] = {}
        self._day: dt.date | None = None
        self._evening = {line.port: line for line in lines if line.device}

    def read(self, time: float, elapsed: float) -> dict[str, Reading]:
        """Return the reading of each device at *time*, *elapsed* seconds after the last."""
        day, second, ago = self._when(time)
        level = busy(second, day)
        carried: dict[str, tuple[float, float]] = {}
        found = {}
        for device in reversed(self._devices):  # those below first
            down = up = 0.0
            for port in device.ports:
                if port.pc is not None:
                    if port.pc.number not in self._on:
                        self._on[port.pc.number] = spans(port.pc, day, ago, self._seed)
                    is_up = any(a <= second <= b for a, b in self._on[port.pc.number])
                    self._see(device, port, is_up=is_up)
                    if is_up:
                        sent, got = self._machine(device, port, level, elapsed)
                        up, down = up + sent, down + got
                elif port.other and port.number != device.uplink:
                    sent, got = carried.get(port.other, (0.0, 0.0))
                    up, down = up + sent, down + got
                    self._count(device, port, sent, got, elapsed)
                elif port.speed_bps and not port.other:
                    self._outside(device, port, second, level, elapsed)
            if device.uplink:
                port = device.port(device.uplink)
                down += port.receive * port.speed_bps * level * self._noise(0.3)
                up += 0.3 * port.receive * port.speed_bps * level * self._noise(0.3)
                most = port.speed_bps * self._draw.uniform(0.9, _FULL)
                up, down = min(up, most), min(down, most)
                self._count(device, port, down, up, elapsed)
                carried[device.key] = (up, down)
            found[device.key] = Reading(
                self.sheets[device.key].id, 0.0, tuple(self._values(device, level))
            )
        return found

    def _when(self, time: float) -> tuple[dt.date, float, int]:
        calendar = self._calendar
        day = calendar.today if self._day is None else self._day
        if not 0 <= time - calendar.midnight(day) < 86400:
            ago = int((calendar.midnight(calendar.today) + 86400 - time) // 86400)
            day = calendar.today - dt.timedelta(days=ago)
        if day != self._day:
            self._day, self._on = day, {}
        return day, time - calendar.midnight(day), (calendar.today - day).days

    def _noise(self, spread: float) -> float:
        return self._draw.lognormvariate(0, spread)

    def _see(self, device: Device, port: Port, *, is_up: bool) -> None:
        name = (device.key, port.number)
        if self._was.get(name, is_up) != is_up:
            self._counted[name][11] += 1
        self._was[name] = is_up

    def _machine(
        self, device: Device, port: Port, level: float, elapsed: float
    ) -> tuple[float, float]:
        """Carry what a PC sends and receives; return both in bit/s."""
        assert port.pc is not None  # noqa: S101
        load, most = port.pc.load, _FULL * port.speed_bps
        sent = min(most, load.transmit_bps * (0.02 + level) * self._noise(0.45))
        got = min(most, load.receive_bps * (0.02 + level) * self._noise(0.45))
        self._count(device, port, sent, got, elapsed)
        return sent, got

    def _outside(
        self, device: Device, port: Port, second: float, level: float, elapsed: float
    ) -> None:
        """Carry what comes in and goes out at a broadband line."""
        line = self._evening.get(port.key)
        down = port.receive * port.speed_bps * level * self._noise(0.15)
        up = port.transmit * port.speed_bps * level * self._noise(0.15)
        if line is not None:
            if second > 18 * 3600:
                down = line.evening * line.down_mbps * 1e6 * self._noise(0.03)
            most = line.throughput * line.down_mbps * 1e6
            down, up = min(down, most), min(up, line.up_mbps * 1e6)
        self._count(device, port, down, up, elapsed)

    def _count(
        self,
        device: Device,
        port: Port,
        receive: float,
        transmit: float,
        elapsed: float,
    ) -> None:
        counted = self._counted[device.key, port.number]
        received, sent = receive / 8 * elapsed, transmit / 8 * elapsed
        packets = received / _PACKET + elapsed * 0.5
        counted[0] += received
        counted[1] += sent
        counted[2] += packets * 0.96
        counted[3] += packets * 0.01
        counted[4] += packets * 0.03
        out = sent / _PACKET + elapsed
        counted[5] += out * 0.95
        counted[6] += out * 0.02
        counted[7] += out * 0.03
        if port.errors:
            counted[8] += packets * port.errors * self._noise(0.3)
        if transmit > 0.9 * port.speed_bps or receive > 0.9 * port.speed_bps:
            counted[9] += out * 0.0004
        counted[10] += port.late * elapsed / 900.0

    def _values(self, device: Device, level: float) -> list[float | None]:
        values: list[float | None] = [
            1.0,
            self._started,
            round(0.05 + 0.12 * level + 0.02 * self._draw.random(), 3),
            512e6,
            212e6,
            round(40 + 6 * self._draw.random(), 1),
            3.0,
        ]
        for port in device.ports:
            if not port.speed_bps:
                values.append(0.0)
                continue
            is_up = self._was.get((device.key, port.number), True)
            counted = self._counted[device.key, port.number]
            values.append(float(is_up))
            values.append(port.speed_bps / 8 if is_up else None)
            values.append(float(port.full_duplex) if is_up else None)
            values += [float(round(v)) for v in counted]
            values += [0.0, 0.0]  # no port of ours sends badly or drops what comes in
        return values
