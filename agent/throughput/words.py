"""Figures of tests as people read them."""

from gettext import gettext as _

from agent.throughput.budget import Left
from agent.throughput.line_test import Step
from agent.throughput.shapes import Direction, Measured, Moment

_BIT = 8 / 1e6


def rate_text(rate_bytes: float) -> str:
    """Return *rate_bytes* a second in Mbit/s, with three digits that matter."""
    megabits = rate_bytes * _BIT
    digits = 0 if megabits >= 100 else 1 if megabits >= 10 else 2
    return f"{megabits:.{digits}f} Mbit/s"


def bytes_text(count: float) -> str:
    """Return *count* bytes in MB."""
    return f"{count / 1e6:,.1f} MB".replace(",", " ")


def way_text(direction: Direction) -> str:
    """Return the word for *direction*."""
    return _("download") if direction == "down" else _("upload")


def measured_text(found: Measured) -> str:
    """Return what a person wants to know of *found*, in one line."""
    parts = [
        rate_text(found.rate_bytes),
        _("{bytes} in {seconds:.1f} s").format(
            bytes=bytes_text(found.used_bytes), seconds=found.seconds
        ),
    ]
    if found.efficiency is not None:
        parts.append(
            _("TCP efficiency {share:.1f} %").format(share=100 * found.efficiency)
        )
    if found.idle_s is not None and found.loaded_s is not None:
        parts.append(
            _("RTT {idle:.1f} ms, under load {loaded:.1f} ms").format(
                idle=1000 * found.idle_s, loaded=1000 * found.loaded_s
            )
        )
    if found.capped:
        parts.append(_("ended by the cap of bytes"))
    return "; ".join(parts)


def step_text(step: Step) -> str:
    """Return what came of one step."""
    reach = _("domestic") if step.server.reach == "domestic" else _("international")
    head = f"{reach}, {step.server.method}, {way_text(step.direction)}"
    if step.measured is not None:
        return f"{head}: {measured_text(step.measured)}"
    word = _("capped") if step.word == "capped" else _("failed")
    return f"{head}: {word}: {step.why}"


def budget_text(most_bytes: int, left: Left) -> str:
    """Return what a test may use, and what is left of the budget before it."""
    return _(
        "This test uses at most {most}. Left of the budget: {today} today, {month}"
        " this month."
    ).format(
        most=bytes_text(min(most_bytes, left.both)),
        today=bytes_text(max(0, left.today)),
        month=bytes_text(max(0, left.month)),
    )


def progress_text(way: str, moment: Moment) -> str:
    """Return how far a test is."""
    rate = moment.passed / moment.at_s if moment.at_s > 0 else 0.0
    begin = f"{way}: " if way else ""
    return (
        f"{begin}{moment.at_s:4.1f} s, {bytes_text(moment.passed)}, {rate_text(rate)}"
    )
