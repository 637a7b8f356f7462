"""Metric declarations, and the samples that probes make from them."""

import re
from typing import Literal, NamedTuple

import msgspec

Kind = Literal["gauge", "counter", "info"]

_NAME = re.compile(r"hatang_[a-z][a-z0-9]*(_[a-z0-9]+)*")
_LABEL = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
RESERVED_LABELS = frozenset({"type", "le", "quantile", "job", "instance"})


class Metric(msgspec.Struct, frozen=True):
    """One declared metric; probe, exposition, reference and boards read the same.

    The name carries base units and, exactly on counters, ``_total``; an ``info``
    metric ends in ``_info`` and always has the value 1. ``labels`` are the label
    names in the order in which samples keep their values.
    """

    name: str
    kind: Kind
    help: str
    labels: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.name):
            raise ValueError(f"{self.name}: a metric is called hatang_… in snake_case")
        if (self.kind == "counter") != self.name.endswith("_total"):
            raise ValueError(f"{self.name}: _total belongs on counters, exactly")
        if (self.kind == "info") != self.name.endswith("_info"):
            raise ValueError(f"{self.name}: _info belongs on info metrics, exactly")
        if not self.help.endswith("."):
            raise ValueError(f"{self.name}: the help text is a sentence")
        for label in self.labels:
            if not _LABEL.fullmatch(label) or label in RESERVED_LABELS:
                raise ValueError(f"{self.name}: label {label} is not allowed")

    def sample(self, value: float, **labels: str) -> "Sample":
        """Return one sample of this metric.

        Raises:
            ValueError: the label names are not exactly the declared ones.
        """
        try:
            values = tuple([labels[name] for name in self.labels])
        except KeyError as err:
            raise ValueError(f"{self.name}: label {err} is missing") from err
        if len(labels) != len(values):
            raise ValueError(f"{self.name}: labels are {self.labels}")
        return Sample(self, values, value)


class Sample(NamedTuple):
    """One value of one series; ``labels`` in the order of ``metric.labels``."""

    metric: Metric
    labels: tuple[str, ...]
    value: float
