"""Reads the fact files: the shipped ones, or an administrator's in their place."""

from pathlib import Path
from typing import TypeVar

import msgspec

from agent.shared.toml import SettingsError, read_settings
from collector.planning.shapes.facts import (
    Dti,
    IspPlans,
    Norms,
    PlanningFacts,
    Policy,
    Prices,
)
from collector.planning_facts.sound import unsound

SHIPPED = Path(__file__).parent / "data"
FILES: dict[str, type[msgspec.Struct]] = {
    "norms.toml": Norms,
    "prices.toml": Prices,
    "isp_plans.toml": IspPlans,
    "policy.toml": Policy,
    "dti.toml": Dti,
}

PlanningFactsError = SettingsError
"""A fact file cannot be used; the text says which, where and why."""

Shape = TypeVar("Shape", bound=msgspec.Struct)


def load_planning(folder: Path | None = None) -> PlanningFacts:
    """Return the shipped facts, each file replaced by its namesake in *folder*; blocks.

    Raises:
        PlanningFactsError: a file is not what it should be, or cannot be read.
    """
    return PlanningFacts(
        norms=_read(folder, "norms.toml", Norms),
        prices=_read(folder, "prices.toml", Prices),
        isp_plans=_read(folder, "isp_plans.toml", IspPlans),
        policy=_read(folder, "policy.toml", Policy),
        dti=_read(folder, "dti.toml", Dti),
    )


def place_of(folder: Path | None, name: str) -> Path:
    """Return where the file *name* is read from."""
    own = folder / name if folder is not None else None
    return own if own is not None and own.exists() else SHIPPED / name


def faults_of(folder: Path | None, name: str) -> list[str]:
    """Return what is wrong with the file *name*, each with its place; blocks."""
    place = place_of(folder, name)
    try:
        found = read_settings(place, FILES[name])
    except PlanningFactsError as err:
        return [str(err)]
    return [f"{place}: {fault}" for fault in unsound(found)]


def _read(folder: Path | None, name: str, shape: type[Shape]) -> Shape:
    place = place_of(folder, name)
    found = read_settings(place, shape)
    for fault in unsound(found):
        raise PlanningFactsError(f"{place}: {fault}")
    return found
