"""Columns of tables read side by side: what came, and from where each one goes on."""

from collections.abc import Iterable, Sequence

from agent.readers.snmp.rows import Oid, Value
from agent.sources.snmp.device import Reply, Stop

MOST_OCTETS = 1 << 26
"""Of one walk, as ``octets`` counts: 100,000 rows of the longest names of tables."""
_ROW, _ARC = 120, 24


class Columns:
    """Rows of *columns* so far; each column has its own last row and its own end.

    Rows need not be in order, as some agents' are not; an object that comes for the
    second time ends its column.
    """

    def __init__(
        self, columns: Iterable[Oid], most_rows: int, most_octets: int = MOST_OCTETS
    ) -> None:
        self.rows: dict[Oid, Value] = {}
        self.stopped: Stop | None = None
        self._most_rows = most_rows
        self._room = most_octets
        self._last: dict[Oid, Oid] = {column: column for column in distinct(columns)}
        self._strays: set[Oid] = set()
        self._all = tuple(self._last)

    @property
    def going(self) -> Sequence[Oid]:
        """The columns that have not ended."""
        return list(self._last)

    @property
    def mixed_up(self) -> bool:
        """Whether a reply held a row of a column in another's place, and only there.

        A column that ends is followed by the next one, so rows in a wrong place are
        usual; but then they come in the right place, too.
        """
        return any(
            name not in self.rows and any(name[: len(c)] == c for c in self._all)
            for name in self._strays
        )

    def last(self, column: Oid) -> Oid:
        """Return where *column* goes on: its last row, the column itself at first."""
        return self._last[column]

    def end(self, column: Oid, why: Stop | None = None) -> None:
        """End *column*; *why* not None: before its end."""
        self._last.pop(column, None)
        self.stopped = self.stopped or why

    def stop(self, why: Stop) -> None:
        """End every column before its end."""
        self._last.clear()
        self.stopped = self.stopped or why

    def take(self, asked: Sequence[Oid], reply: Reply) -> None:
        """Put in *reply*, which holds values of the columns *asked* in turn."""
        count = len(asked)
        for place, column in enumerate(asked):
            self._take(column, reply[place::count])
        self._room -= octets(reply)
        if self._room < 0 and self._last:
            self.stop(Stop.ROWS)

    def _take(self, column: Oid, cells: Reply) -> None:
        rows, size, last = self.rows, len(column), None
        known = len(rows)
        for name, value in cells:
            if value is None or name[:size] != column:
                self.end(column)
                if value is not None:
                    self._strays.add(name)
                return
            if name != column:
                rows.setdefault(name, value)  # one look-up: these are long names
            if len(rows) == known:
                self.end(column, Stop.RING)
                return
            if known >= self._most_rows:
                del rows[name]
                self.stop(Stop.ROWS)
                return
            known += 1
            last = name
        if last is not None and column in self._last:
            self._last[column] = last


def octets(rows: Iterable[tuple[Oid, Value | None]]) -> int:
    """Return about how much memory *rows* take: a device may send long ones."""
    return sum(
        _ROW + _ARC * len(name) + (len(value) if isinstance(value, bytes) else 0)
        for name, value in rows
    )


def distinct(columns: Iterable[Oid]) -> list[Oid]:
    """Return *columns* without those that stand below another of them."""
    wanted = list(dict.fromkeys(columns))
    return [
        column
        for column in wanted
        if not any(column[:size] in wanted for size in range(len(column)))
    ]
