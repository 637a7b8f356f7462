"""What concluding the topology costs, and how right it is, on simulated LANs."""

import time

from collector.topology.build import topology
from collector.topology.shapes import Topology
from tests.support import lan_score
from tests.support.lan import Lan, office_lan, random_lan
from tests.support.lan_score import Score

FILLS = (1.0, 0.95, 0.8, 0.6)
SHARES = {"lldp everywhere": 1.0, "lldp on half": 0.5, "no lldp": 0.0}
PLAIN, HARD = {}, {"opaque": 0.15, "shared": 0.15}


def _timed(lan: Lan) -> tuple[Topology, float]:
    inputs = lan.inputs
    begin = time.perf_counter()
    drawn = topology(inputs)
    return drawn, time.perf_counter() - begin


def _ratios(scores: list[Score]) -> dict[str, float]:
    whole = Score(*(sum(column) for column in zip(*scores, strict=True)))
    return {
        "precision": round(whole.precision, 4),
        "recall": round(whole.recall, 4),
    }


def _judged(lan: Lan, drawn: Topology) -> dict[str, Score]:
    return {
        "links": lan_score.links(lan, drawn),
        "links of confidence 0.9": lan_score.links(lan, drawn, least=0.9),
        "places": lan_score.places(lan, drawn),
        "places of confidence 0.9": lan_score.places(lan, drawn, least=0.9),
    }


def _compared(seeds: range, **how: float) -> dict[str, object]:
    """Return how right the topology is over LANs of 8 switches and 60 PCs."""
    found: dict[str, list[Score]] = {}
    for seed in seeds:
        lan = random_lan(seed, switches=8, pcs=60, **how)  # type: ignore[arg-type]
        for name, score in _judged(lan, topology(lan.inputs)).items():
            found.setdefault(name, []).append(score)
    return {name: _ratios(scores) for name, scores in found.items()}


def _large(**size: float) -> dict[str, object]:
    lan = random_lan(7, fill=0.9, lldp=0.5, **size)  # type: ignore[arg-type]
    inputs = lan.inputs
    begin, cpu = time.perf_counter(), time.process_time()
    drawn = topology(inputs)
    seconds, cpu = time.perf_counter() - begin, time.process_time() - cpu
    truth = lan.truth
    return {
        "switches": sum(node.kind == "switch" for node in lan.nodes),
        "ports": sum(len(d.survey.ports) for d in inputs.devices),
        "stations": len(truth.places),
        "table rows": sum(len(d.survey.stations) for d in inputs.devices),
        "seconds": round(seconds, 2),
        "cpu seconds": round(cpu, 2),
        "links": _ratios([lan_score.links(lan, drawn)]),
        "places": _ratios([lan_score.places(lan, drawn)]),
    }


def run(*, quick: bool = False) -> dict[str, object]:
    """Return agreement over fill ratios and seeds, and the time of large LANs."""
    seeds = range(5 if quick else 30)
    office = office_lan()
    drawn, seconds = _timed(office)
    return {
        "office": {
            "seconds": round(seconds, 4),
            **{name: _ratios([s]) for name, s in _judged(office, drawn).items()},
        },
        "agreement": {
            f"{name}, fill {fill}{kind}": _compared(seeds, fill=fill, lldp=lldp, **how)
            for name, lldp in SHARES.items()
            for fill in FILLS
            for kind, how in (("", PLAIN), (", with hidden switches", HARD))
        },
        "large": [
            _large(switches=20, pcs=400, sites=5 if quick else 25),
            _large(switches=20 if quick else 100, pcs=400 if quick else 3000),
        ],
    }
