"""An office many times over, each a little different: the estate of a province."""

import random
from dataclasses import replace

import msgspec

from collector.measured import scaled
from collector.planning.shapes.estate import Device, Estate, LineUse, Machine
from collector.topology.shapes import End, Link, Topology

_FROM, _TO = 0.8, 1.25  # how much harder or easier a machine works than its model


def many_times(estate: Estate, times: int) -> Estate:
    """Return *estate* so many times over; every id, name and department is another.

    Each machine works a little harder or less than its model: no two offices are alike.
    """
    copies = [_copy(estate, f"-{number}") for number in range(times)]
    links = tuple(link for copy in copies for link in copy.topology.links)
    uplinks = {id_: end for c in copies for id_, end in c.topology.uplinks.items()}
    return replace(
        estate,
        machines=tuple(one for copy in copies for one in copy.machines),
        devices=tuple(one for copy in copies for one in copy.devices),
        lines=tuple(one for copy in copies for one in copy.lines),
        departments=tuple(one for copy in copies for one in copy.departments),
        purchases=(),
        topology=Topology(links=links, uplinks=uplinks),
    )


def _copy(estate: Estate, mark: str) -> Estate:
    return replace(
        estate,
        machines=tuple(_machine(one, mark) for one in estate.machines),
        devices=tuple(_device(one, mark) for one in estate.devices),
        lines=tuple(_line(one, mark) for one in estate.lines),
        departments=tuple(
            msgspec.structs.replace(one, name=one.name + mark)
            for one in estate.departments
        ),
        topology=Topology(
            links=tuple(_link(one, mark) for one in estate.topology.links),
            uplinks={
                id_ + mark: _end(end, mark)
                for id_, end in estate.topology.uplinks.items()
            },
        ),
    )


def _machine(one: Machine, mark: str) -> Machine:
    rng = random.Random(one.id + mark)
    signals = {
        name: scaled(seen, rng.uniform(_FROM, _TO))
        for name, seen in one.signals.items()
    }
    return replace(
        one,
        signals=signals,
        id=one.id + mark,
        name=one.name + mark,
        department=one.department + mark,
        switch=one.switch + mark if one.switch else "",
    )


def _device(one: Device, mark: str) -> Device:
    survey = msgspec.structs.replace(one.survey, device=one.survey.device + mark)
    return replace(
        one,
        id=one.id + mark,
        name=one.name + mark,
        department=one.department + mark if one.department else "",
        survey=survey,
    )


def _line(one: LineUse, mark: str) -> LineUse:
    line = msgspec.structs.replace(
        one.line,
        id=one.line.id + mark,
        device=one.line.device + mark if one.line.device else "",
    )
    return replace(one, line=line)


def _end(end: End, mark: str) -> End:
    return End(end.device + mark, end.port)


def _link(one: Link, mark: str) -> Link:
    return msgspec.structs.replace(one, a=_end(one.a, mark), b=_end(one.b, mark))
