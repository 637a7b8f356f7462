"""Puts a price list in the place of the one in force: checked, whole or not at all."""

import os
from pathlib import Path

from agent.shared.toml import decode_settings
from collector.catalogue.writing import as_toml
from collector.planning.shapes.facts import Prices
from collector.planning_facts.sound import unsound

NAME = "prices.toml"


class KeepError(ValueError):
    """The list cannot be put in place; nothing has changed."""


def keep(prices: Prices, folder: Path) -> Path:
    """Write *prices* into *folder*; the former file stays beside it as ``.bak``.

    Raises:
        KeepError: planning would refuse it, or the folder cannot be written.
    """
    text = as_toml(prices)
    path = folder / NAME
    made = decode_settings(text, Prices, name=NAME)  # SettingsError is a ValueError
    for fault in unsound(made):
        raise KeepError(f"{NAME}: {fault}")
    fresh = path.with_suffix(".new")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        fresh.write_text(text, encoding="utf-8")
        if path.exists():
            path.with_suffix(".toml.bak").write_bytes(path.read_bytes())
        os.replace(fresh, path)  # noqa: PTH105 - in one step
    except OSError as err:
        fresh.unlink(missing_ok=True)
        raise KeepError(f"{path}: cannot be written: {err.strerror}") from err
    return path
