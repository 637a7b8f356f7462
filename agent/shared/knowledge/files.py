"""Reads the knowledge files: the shipped ones, or an administrator's in their place."""

from pathlib import Path
from typing import TypeVar

import msgspec

from agent.shared.knowledge.ports import Ports
from agent.shared.knowledge.support import Support
from agent.shared.knowledge.thresholds import Thresholds
from agent.shared.knowledge.windows11 import Windows11
from agent.shared.toml import SettingsError, read_settings

SHIPPED = Path(__file__).parent / "data"
FILES: dict[str, type[msgspec.Struct]] = {
    "support.toml": Support,
    "windows11.toml": Windows11,
    "thresholds.toml": Thresholds,
    "ports.toml": Ports,
}

KnowledgeError = SettingsError
"""A knowledge file cannot be used; the text says which, where and why."""

Shape = TypeVar("Shape")


class Knowledge(msgspec.Struct, frozen=True):
    """What the rules judge by; each part says of which day it is and whose word."""

    support: Support
    windows11: Windows11
    thresholds: Thresholds
    ports: Ports


def load(folder: Path | None = None) -> Knowledge:
    """Return the shipped knowledge, each file replaced by its namesake in *folder*.

    Raises:
        KnowledgeError: a file is not what it should be, or cannot be read.
    """
    return Knowledge(
        support=_read(folder, "support.toml", Support),
        windows11=_read(folder, "windows11.toml", Windows11),
        thresholds=_read(folder, "thresholds.toml", Thresholds),
        ports=_read(folder, "ports.toml", Ports),
    )


def _read(folder: Path | None, name: str, shape: type[Shape]) -> Shape:
    place = folder / name if folder is not None else None
    return read_settings(place if place and place.exists() else SHIPPED / name, shape)
