"""How a paper writes values: money, quarters, days, and texts in two languages."""

import datetime as dt

from agent.shared.language import Language
from collector.planning.need.numbers import date, percent, short
from collector.planning.shapes.plan import Plan, PlanLine, Text
from collector.web.i18n import Tongue

NOTHING = "–"
_ROMAN = ("I", "II", "III", "IV")


class Pen(Tongue):
    """One language, and its way to write what plans hold."""

    def __init__(self, language: Language) -> None:
        super().__init__(language)

    def say(self, text: Text) -> str:
        """Return the sentence in this language."""
        return text.vi if self.language == "vi" else text.en

    def vnd(self, amount: int) -> str:
        """Return *amount* as a number, for columns that name the unit."""
        return self.formats.number(amount)

    def money(self, amount: int) -> str:
        """Return *amount* with its unit, for sentences."""
        number = self.formats.number(amount).replace("-", "\u2212")
        if self.language == "vi":
            return f"{number}\u00a0đồng"
        return f"VND\u00a0{number}"

    def millions(self, amount: float) -> str:
        """Return *amount* in millions, for charts."""
        return short(amount / 1e6, self.language)

    def number(self, value: float) -> str:
        """Return *value* with about three digits."""
        return short(value, self.language)

    def share(self, ratio: float) -> str:
        """Return a ratio as per cent."""
        return percent(ratio, self.language)

    def date(self, day: str) -> str:
        """Return an ISO day as people write it; nothing for none."""
        try:
            return date(dt.date.fromisoformat(day), self.language)
        except ValueError:
            return day

    def quarter(self, name: str) -> str:
        """Return ``2027Q1`` as Quý I/2027, or Q1 2027."""
        year, _, part = name.partition("Q")
        if part not in {"1", "2", "3", "4"}:
            return name
        if self.language == "vi":
            return f"Quý\u00a0{_ROMAN[int(part) - 1]}/{year}"
        return f"Q{part}\u00a0{year}"

    def years(self, years: tuple[int, ...]) -> str:
        """Return the years as 2027–2029."""
        first, last = str(years[0]), str(years[-1])
        return first if first == last else f"{first}–{last}"


def cost_vnd(line: PlanLine, plan: Plan) -> int:
    """Return what *line* costs within the plan: its price and each year's fee."""
    return line.price_vnd + line.yearly_vnd * (plan.years[-1] - line.year + 1)
