"""Pressures and causes as sentences, in both languages at once.

A part of a template in square brackets is left out where a value of it is missing.
"""

import re
from collections.abc import Mapping

from agent.shared.language import Language
from agent.shared.wire import Scalar
from collector.planning.need.numbers import NOTHING, number, unit_of, with_unit
from collector.planning.need.words_causes import CAUSES, REQUIREMENTS
from collector.planning.need.words_signals import SIGNALS
from collector.planning.shapes.need import Cause, Pressure
from collector.planning.shapes.plan import Text

_OPTIONAL = re.compile(r"\[([^\[\]]*)\]")
_PLACE = re.compile(r"\{(\w+)\}")
_LONGEST = 120  # letters of a name from outside

LANGUAGES: tuple[Language, ...] = ("vi", "en")
_RISING: dict[Language, str] = {
    "vi": "cảnh báo từ {warn}, nghiêm trọng từ {critical}",
    "en": "warning from {warn}, critical from {critical}",
}
_FALLING: dict[Language, str] = {
    "vi": "cảnh báo dưới {warn}, nghiêm trọng dưới {critical}",
    "en": "warning below {warn}, critical below {critical}",
}
_SEEN: dict[Language, str] = {
    "vi": "đo {days} ngày, {hours} giờ làm việc",
    "en": "{days} days, {hours} office hours measured",
}


def pressure_text(pressure: Pressure) -> Text:
    """Return what was measured, beside its thresholds, the days and the hours."""
    return Text(*(_pressure(pressure, language) for language in LANGUAGES))


def cause_text(cause: Cause) -> Text:
    """Return what makes the pressure, and what cures it."""
    return Text(*(_cause(cause, language) for language in LANGUAGES))


def filled(template: str, values: Mapping[str, str]) -> str:
    """Return *template* with its ``{places}``; parts in [] only where all are known."""

    def part(match: re.Match[str]) -> str:
        names = _PLACE.findall(match[1])
        return match[1] if all(values.get(name) for name in names) else ""

    return _PLACE.sub(
        lambda match: values.get(match[1]) or NOTHING, _OPTIONAL.sub(part, template)
    )


def _pressure(pressure: Pressure, language: Language) -> str:
    name, value = pressure.signal, pressure.value
    values: dict[str, str] = {}
    if value is not None:
        if name == "support_days" and value < 0:
            name, value = "support_days_over", -value
        values["value"] = with_unit(value, pressure.unit, language)
    template = SIGNALS.get(name)
    if template is None:
        sentence = f"{name}: {values.get('value', NOTHING)}"
    else:
        sentence = filled(template[LANGUAGES.index(language)], values)
    notes = [*_thresholds(pressure, language), *_seen(pressure, language)]
    return f"{sentence} ({'; '.join(notes)})" if notes else sentence


def _thresholds(pressure: Pressure, language: Language) -> list[str]:
    warn, critical = pressure.warn, pressure.critical
    if warn is None or critical is None or pressure.signal == "support_days":
        return []
    template = (_RISING if critical >= warn else _FALLING)[language]
    return [
        template.format(
            warn=with_unit(warn, pressure.unit, language),
            critical=with_unit(critical, pressure.unit, language),
        )
    ]


def _seen(pressure: Pressure, language: Language) -> list[str]:
    seen = pressure.coverage
    if not seen.days:
        return []
    days, hours = number(seen.days, language), number(seen.hours, language)
    return [_SEEN[language].format(days=days, hours=hours)]


def _cause(cause: Cause, language: Language) -> str:
    template = CAUSES.get(cause.code)
    if template is None:
        return cause.code
    values = {
        name: _value(name, value, cause.evidence, language)
        for name, value in cause.evidence.items()
    }
    return filled(template[LANGUAGES.index(language)], values)


def _value(
    name: str, value: Scalar, evidence: Mapping[str, Scalar], language: Language
) -> str:
    if name == "requirements":
        return _requirements(str(value or ""), language)
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, str):
        return _clean(value)
    unit = unit_of(name)
    if name in {"value", "warn"}:
        unit = str(evidence.get("unit") or "")
    return with_unit(float(value), unit, language)


def _clean(name: str) -> str:
    """Return a name from outside on one line, not too long."""
    text = " ".join(name.split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _requirements(written: str, language: Language) -> str:
    names = [name for name in written.split(", ") if name]
    place = LANGUAGES.index(language)
    return ", ".join(REQUIREMENTS.get(name, (name, name))[place] for name in names)
