"""The table of machines: its rows, filters, order and pages, as functions of values."""

import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from collector.fleet import FLEET_STATES, FleetState
from collector.store.interface import Agent, AgentStatus
from collector.web.fact_summary import Summary
from collector.web.views_states import STATE_ORDER

PAGE_ROWS = 200
WRONG_CLOCK_S = 120.0


@dataclass(frozen=True)
class FleetRow:
    """One machine in the table."""

    agent: Agent
    state: FleetState
    status: AgentStatus | None = None
    summary: Summary = field(default_factory=Summary)
    booted: float | None = None  # when it started; None: not known, or not on now

    @property
    def last_report(self) -> float | None:
        """When it was last heard of."""
        return self.status.last_received or None if self.status else None

    @property
    def clock_offset_s(self) -> float | None:
        """How far its clock is ahead of ours; None before the first report."""
        return self.status.clock_offset_s if self.last_report and self.status else None

    @property
    def wrong_clock(self) -> bool:
        """Whether somebody should look at its clock."""
        return abs(self.clock_offset_s or 0.0) >= WRONG_CLOCK_S


@dataclass(frozen=True)
class Wish:
    """What a person asked the table for; unknown wishes are none."""

    text: str = ""
    state: str = ""
    department: str = ""
    sort: str = "state"
    descending: bool = False
    page: int = 1

    def link(self, **changes: object) -> str:
        """Return the query of this wish with *changes*, defaults left out."""
        values: dict[str, object] = {
            "q": self.text,
            "state": self.state,
            "department": self.department,
            "sort": "" if self.sort == "state" else self.sort,
            "down": "1" if self.descending else "",
            "page": "" if self.page == 1 else self.page,
        }
        values.update({"page": ""} | changes)
        query = urlencode([(k, v) for k, v in values.items() if v not in {"", None}])
        return f"/fleet?{query}" if query else "/fleet"

    def sorted_by(self, column: str) -> str:
        """Return the query that sorts by *column*, or turns its order round."""
        down = "1" if self.sort == column and not self.descending else ""
        return self.link(sort="" if column == "state" else column, down=down)


@dataclass(frozen=True)
class FleetTable:
    """One page of the table and what surrounds it."""

    rows: Sequence[FleetRow]
    wish: Wish
    found: int
    total: int
    page: int
    pages: int
    departments: Sequence[str]
    states: Sequence[FleetState]


def read_wish(query: Mapping[str, str]) -> Wish:
    """Return what the query of an address asks for; nonsense is left out."""
    sort = query.get("sort", "state")
    state = query.get("state", "")
    page = query.get("page", "1")
    return Wish(
        text=" ".join(query.get("q", "").split())[:100],
        state=state if state in FLEET_STATES else "",
        department=query.get("department", "")[:200],
        sort=sort if sort in SORTS else "state",
        descending=query.get("down") == "1",
        page=int(page) if page.isascii() and page.isdigit() and len(page) < 6 else 1,
    )


def fold(text: str) -> str:
    """Return *text* without case and diacritics: ``ke toan`` finds ``Kế toán``."""
    plain = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def fleet_table(rows: Sequence[FleetRow], wish: Wish) -> FleetTable:
    """Return the rows that *wish* asks for, in its order, one page of them."""
    found = [row for row in rows if _fits(row, wish)]
    # By name first: machines that are equal in the wished column stand by name.
    found.sort(key=lambda row: _text_key(row.agent.hostname) or ())
    known = [row for row in found if SORTS[wish.sort](row) is not None]
    known.sort(key=SORTS[wish.sort], reverse=wish.descending)
    known_ids = {row.agent.id for row in known}
    ordered = known + [row for row in found if row.agent.id not in known_ids]
    pages = max(1, -(-len(ordered) // PAGE_ROWS))
    page = min(max(wish.page, 1), pages)
    present = {row.state for row in rows}
    return FleetTable(
        rows=ordered[(page - 1) * PAGE_ROWS : page * PAGE_ROWS],
        wish=wish,
        found=len(ordered),
        total=len(rows),
        page=page,
        pages=pages,
        departments=departments(rows),
        states=[state for state in STATE_ORDER if state in present],
    )


def departments(rows: Iterable[FleetRow]) -> list[str]:
    """Return the departments that have machines, by name."""
    return sorted({r.agent.department for r in rows if r.agent.department}, key=fold)


def _fits(row: FleetRow, wish: Wish) -> bool:
    if wish.state and row.state != wish.state:
        return False
    if wish.department and row.agent.department != wish.department:
        return False
    if not wish.text:
        return True
    agent, summary = row.agent, row.summary
    told = (
        *(agent.hostname, agent.department, agent.room, agent.site, agent.role),
        *(agent.id, summary.model, summary.cpu, summary.operating_system),
    )
    heap = fold("\n".join(told))
    return all(word in heap for word in fold(wish.text).split())


def _text_key(text: str) -> tuple[tuple[int, Any], ...] | None:
    """Return a key that puts ``PC-2`` before ``PC-10``; None for an empty text."""
    if not text:
        return None
    parts: list[tuple[int, Any]] = []
    number = ""
    for letter in fold(text) + "\0":
        if letter.isascii() and letter.isdigit():
            number += letter
            continue
        if number:
            parts.append((0, int(number)))
            number = ""
        parts.append((1, letter))
    return tuple(parts)


SORTS: dict[str, Callable[[FleetRow], Any]] = {
    "state": lambda row: STATE_ORDER.index(row.state),
    "host": lambda row: _text_key(row.agent.hostname),
    "department": lambda row: _text_key(row.agent.department),
    "room": lambda row: _text_key(row.agent.room),
    "os": lambda row: _text_key(row.summary.operating_system),
    "model": lambda row: _text_key(row.summary.model),
    "cpu": lambda row: _text_key(row.summary.cpu),
    "memory": lambda row: row.summary.memory_bytes,
    "disk": lambda row: row.summary.disk_bytes,
    "report": lambda row: row.last_report,
    "uptime": lambda row: None if row.booted is None else -row.booted,
    "clock": lambda row: (
        None if row.clock_offset_s is None else abs(row.clock_offset_s)
    ),
}
