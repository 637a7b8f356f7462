"""A fact's value with its unit, as people write it."""

from collector.planning.need.numbers import short, with_unit
from collector.planning.shapes.plan import FactUsed
from collector.reports.pen import Pen
from collector.web.i18n import N_

UNITS = {
    "years": N_("{n} years"),
    "months": N_("{n} months"),
    "days": N_("{n} days"),
    "per_person": N_("{n} per person"),
    "points": N_("{n} points"),
    "percent": "{n}%",
}
_MONEY = {"vnd": "{n}", "vnd_month": N_("{n} a month"), "vnd_year": N_("{n} a year")}


def fact_value(fact: FactUsed, pen: Pen) -> str:
    """Return the value of *fact*; of a unit that is not known, as it is."""
    value, unit = fact.value, fact.unit
    if isinstance(value, bool):
        return pen.text("yes") if value else pen.text("no")
    if not isinstance(value, (int, float)):
        return str(value)
    key = unit.lower().replace("/", "_").replace(" ", "_")
    if key in _MONEY:
        return pen.text(_MONEY[key]).format(n=pen.money(round(value)))
    if key in UNITS:
        return pen.text(UNITS[key]).format(n=short(value, pen.language))
    if key in {"ratio", "seconds", "bytes", "bps", "mbps", "watts", "gib"}:
        return with_unit(value, key, pen.language)
    return f"{short(value, pen.language)} {unit}".strip()
