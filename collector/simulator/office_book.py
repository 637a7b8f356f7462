"""What people would say of a simulated office: departments, lines, what was bought."""

import datetime as dt
from typing import NamedTuple

import msgspec

from collector import office
from collector.planning.shapes.records import Department, Line, Purchase
from collector.simulator.shapes import Fleet, Wan
from collector.store.interface import Store

ACTOR = "simulator"
_RAM_VND = 1_300_000


class OfficeBook(NamedTuple):
    """Entries of the register, each sorted by its id."""

    departments: tuple[Department, ...]
    lines: tuple[Line, ...]
    purchases: tuple[Purchase, ...]


def book_of(fleet: Fleet, today: dt.date) -> OfficeBook:
    """Return departments with their heads, lines with their contracts, and upgrades."""
    departments = tuple(
        Department(name=name, site=site, heads=heads)
        for (name, site), heads in sorted(fleet.heads.items())
    )
    lines = tuple(_line(wan) for wan in sorted(fleet.lines, key=lambda one: one.id))
    purchases = tuple(
        Purchase(
            id=f"mua-{pc.id[:12]}",
            target=f"machine:{pc.id}",
            option="ram_8gib_ddr4",
            done=today - dt.timedelta(days=pc.changed),
            price_vnd=_RAM_VND,
            relief={"memory": 0.9},
        )
        for pc in sorted(fleet.pcs, key=lambda one: one.id)
        if pc.before is not None
    )
    return OfficeBook(departments, lines, purchases)


def write(store: Store, book: OfficeBook, now: float) -> None:
    """Enter *book* in the register of *store*."""
    for department in book.departments:
        office.put_department(store, department, actor=ACTOR, time=now)
    for line in book.lines:
        office.put_line(store, line, actor=ACTOR, time=now)
    for one in book.purchases:
        office.put_purchase(store, msgspec.structs.replace(one, actor=ACTOR, time=now))


def _line(wan: Wan) -> Line:
    return Line(
        id=wan.id,
        site=wan.site,
        operator=wan.operator,
        down_mbps=wan.down_mbps,
        up_mbps=wan.up_mbps,
        international_mbps=wan.international_mbps,
        price_vnd_month=wan.price_vnd,
        contract_ends=wan.ends,
        device=wan.device,
        port=wan.port,
    )
