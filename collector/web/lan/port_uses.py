"""How much each port is used, out of roll-ups. Pure."""

from collections.abc import Iterable, Mapping, Sequence

from collector.device_signals import port_signal
from collector.rollup import unpack
from collector.sketch import Sketch, SketchError
from collector.store.interface import RollupRow
from collector.web.lan.model import PortUse

_SIGNALS = (
    "port_receive_ratio",
    "port_transmit_ratio",
    "port_error_ratio",
    "port_discard_ratio",
)


def port_uses(keys: Sequence[str], rows: Iterable[RollupRow]) -> dict[str, PortUse]:
    """Return the use of the ports with *keys* out of *rows*, oldest first.

    Ports that the rows do not name have none; a row that cannot be read is passed over.
    """
    names = {
        port_signal(signal, key): (key, place)
        for key in keys
        for place, signal in enumerate(_SIGNALS)
    }
    whole: dict[str, list[Sketch | None]] = {}
    newest: Mapping[str, Sketch] = {}
    for row in rows:
        try:
            newest = unpack(row.packed)
        except SketchError:
            continue
        for name, sketch in newest.items():
            if name in names:
                key, place = names[name]
                _add(whole.setdefault(key, [None] * len(_SIGNALS)), place, sketch)
    return {key: _use(key, parts, newest) for key, parts in whole.items()}


def _add(parts: list[Sketch | None], place: int, sketch: Sketch) -> None:
    mine = parts[place]
    if mine is None:
        mine = parts[place] = Sketch()
    mine.merge(sketch)


def _use(
    key: str, parts: Sequence[Sketch | None], newest: Mapping[str, Sketch]
) -> PortUse:
    receive, transmit = (
        newest.get(port_signal(signal, key)) for signal in _SIGNALS[:2]
    )
    p95 = [part.quantile(0.95) if part else None for part in parts[:2]]
    means = [part.mean if part else None for part in parts[2:]]
    return PortUse(
        receive=receive.mean if receive else None,
        transmit=transmit.mean if transmit else None,
        receive_p95=p95[0],
        transmit_p95=p95[1],
        errors=means[0],
        discards=means[1],
    )
