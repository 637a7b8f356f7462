"""Reads what Windows says of antivirus: the Security Center's list and Defender's state.

The layout of ``productState`` is not documented by Microsoft; in six hexadecimal digits
the third is the state and the last two are the signatures'. Property names are never
translated, so every language reads alike.
"""

import re
from collections.abc import Iterable
from typing import Any, Literal

import msgspec

from agent.readers.errors import ReadError
from agent.readers.windows.records import Record, number, read_records, truth, word

State = Literal["off", "on", "snoozed", "expired"]
Signatures = Literal["up_to_date", "outdated"]

MOST_PRODUCTS = 200
MOST_LETTERS = 1 << 20  # of far more products than count
_STATES: dict[int, State] = {0: "off", 1: "on", 2: "snoozed", 3: "expired"}
_SIGNATURES: dict[int, Signatures] = {0x00: "up_to_date", 0x10: "outdated"}
_NEVER = frozenset({65535, 4294967295})
_REFUSED = re.compile(
    r"0x8004100E|0x80041003|0x80041010|0x800106ba|0x80070422|CategoryInfo\s*:"
    r"|SecurityCenter|MpComputerStatus|AntiVirusProduct|^ERROR:|Node - ",
    re.IGNORECASE | re.MULTILINE,
)


class Product(msgspec.Struct, frozen=True):
    """One antivirus product as the Security Center knows it."""

    name: str | None
    product_state: int
    state_hex: str
    state: State | None
    signatures: Signatures | None


class Products(msgspec.Struct, frozen=True):
    """All products; ``protected``: one is on. ``error``: Windows refused to say."""

    products: tuple[Product, ...]
    protected: bool | None
    error: bool = False


class Defender(msgspec.Struct, frozen=True):
    """Defender's own state; None: it does not say, or the thing never happened."""

    antivirus_enabled: bool | None
    realtime_enabled: bool | None
    signature_age_days: int | None
    full_scan_age_days: int | None
    quick_scan_age_days: int | None
    tamper_protected: bool | None
    running_mode: str | None
    protected: bool | None


def product_of(name: str | None, product_state: int) -> Product:
    """Return what *product_state* of the product called *name* means."""
    return Product(
        name,
        product_state,
        f"0x{product_state:06x}",
        _STATES.get(product_state >> 12 & 0xF),
        _SIGNATURES.get(product_state & 0xFF),
    )


def guarded(products: Iterable[Product]) -> bool | None:
    """Return whether one of *products* is on; None where there is none to judge."""
    states = {product.state for product in products}
    if "on" in states:
        return True
    return None if not states - {None} else False


def read_antivirus(text: str) -> Products | Defender:
    """Return what *text*, the output of one question about antivirus, says.

    Raises:
        ReadError: it answers no such question.
    """
    records = read_records(text[:MOST_LETTERS])
    status = next((r for r in records if "antivirusenabled" in r), None)
    if status is not None:
        return _defender(status)
    found = [p for p in map(_product, records[:MOST_PRODUCTS]) if p is not None]
    if found:
        once = tuple(dict.fromkeys(found))  # the Security Center names some twice
        return Products(once, guarded(once))
    if _REFUSED.search(text[:MOST_LETTERS]):
        return Products((), None, error=True)
    raise ReadError("neither a list of antivirus products nor Defender's state")


def _product(record: Record) -> Product | None:
    state = number(record.get("productstate"))
    if state is None or not 0 <= state < 1 << 32:
        return None
    return product_of(word(record.get("displayname")), state)


def _defender(record: Record) -> Defender:
    enabled = truth(record.get("antivirusenabled"))
    realtime = truth(record.get("realtimeprotectionenabled"))
    mode = word(record.get("amrunningmode"))
    return Defender(
        enabled,
        realtime,
        _age(record.get("antivirussignatureage")),
        _age(record.get("fullscanage")),
        _age(record.get("quickscanage")),
        truth(record.get("istamperprotected")),
        mode,
        _protected({enabled, realtime}, mode),
    )


def _age(value: Any) -> int | None:
    days = number(value)
    return None if days is None or days in _NEVER or days < 0 else days


def _protected(parts: set[bool | None], mode: str | None) -> bool | None:
    """Return whether Defender guards the machine; a passive one leaves it to others."""
    if False in parts:
        return False
    if None in parts or re.match("passive|sxs|edr", mode or "", re.IGNORECASE):
        return None
    return True
