"""What a probe is: declared metrics, an injected source, one generator."""

from collections.abc import Iterable, Iterator
from typing import ClassVar, Protocol

from agent.shared.metric import Metric, Sample
from agent.shared.wire import Event, Facts


class NoData(Exception):  # noqa: N818 - an outcome, not an error
    """The machine does not have what the probe measures; not a failure."""


class ProbeError(Exception):
    """The probe could not measure; the text says why and what to do."""


class Probe(Protocol):
    """Measures one thing.

    A probe opens nothing before ``read`` and keeps nothing open after it. It may
    raise NoData or ProbeError; whatever else it raises, the runner contains.
    """

    metrics: ClassVar[tuple[Metric, ...]]

    def read(self) -> Iterable[Sample | Facts | Event]:
        """Yield the samples of one run, each of a declared metric.

        A probe of ``FACT_PROBES`` yields facts, too: the slowly changing properties
        that it knows, by the kinds of ``agent.shared.fact_kinds``, the unknown ones
        with a reason. They stand until its next run.

        An event is taken the moment it is yielded and travels at once, whatever
        becomes of the rest of the run: yield it before anything that may fail.
        """
        ...


def known(
    pairs: Iterable[tuple[Metric, float | None]], **labels: str
) -> Iterator[Sample]:
    """Yield a sample for each metric of *pairs* whose value is known.

    A part of a machine that does not answer leaves out its samples, not the others.
    Yes and no become 1 and 0.
    """
    for metric, value in pairs:
        if value is not None:
            number = int(value) if isinstance(value, bool) else value
            yield metric.sample(number, **labels)
