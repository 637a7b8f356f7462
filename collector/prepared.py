"""Tables turned into page templates, so that a reading becomes text in one stroke."""

import re
from collections.abc import Iterable, Iterator, Sequence
from math import isfinite
from weakref import WeakValueDictionary

from agent.shared.metric import Kind
from agent.shared.text_format import family_header, label_block
from agent.shared.wire import Declaration, Table

PLACE = b"\x00"  # the agent's labels until they are known; no label value holds it
_NEXT = b"\n\x01"  # between families; a line break never stands inside a line
_HOLES = (b" None", b" nan", b" inf", b" -inf")
_NAME = re.compile(r"hatang_[a-zA-Z0-9_]+")
_LABEL = re.compile(r"[a-zA-Z][a-zA-Z0-9_]*")
_SUFFIX = {"counter": "_total", "info": "_info", "gauge": ""}
RESERVED_LABELS = frozenset(
    {"instance", "job", "site", "department", "switch", "le", "quantile"}
)
DEVICE_NAMES = ("hatang_device_", "hatang_switch_")
UP = "hatang_device_up"
RESERVED_NAMES = ("hatang_collector_", "hatang_fleet_")


class Family:
    """One metric family as all pages show it; the headers are those of its formats."""

    __slots__ = ("__weakref__", "declaration", "openmetrics", "text")

    def __init__(self, declaration: Declaration) -> None:
        self.declaration = declaration
        name, kind, help_text = declaration.name, declaration.kind, declaration.help
        self.text, self.openmetrics = (
            family_header(name, kind, help_text, openmetrics=openmetrics).encode(
                "utf-8", "replace"
            )
            for openmetrics in (False, True)
        )

    def agrees_with(self, other: Declaration) -> bool:
        """Return whether series of *other* may stand in this family."""
        mine = self.declaration
        return (mine.name, mine.kind, mine.labels) == (
            other.name,
            other.kind,
            other.labels,
        )


class FamilyBook:
    """Which declaration owns a family name: the first, while any table uses it.

    Names count as OpenMetrics counts them, without ``_total`` and ``_info``, so that
    both formats show the same series. *fixed* are the collector's own, always first;
    those of *replaced* it says in the agents' place.
    """

    def __init__(
        self, fixed: Iterable[Family] = (), *, replaced: Iterable[str] = ()
    ) -> None:
        self._fixed = {_key(family.declaration): family for family in fixed}
        self._replaced = frozenset(replaced)
        self._families: WeakValueDictionary[str, Family] = WeakValueDictionary()

    def claim(self, declaration: Declaration) -> Family | str:
        """Return the family of *declaration*, or why its series are left out."""
        if not _usable(declaration):
            return "invalid"
        key = _key(declaration)
        if key in self._fixed:
            return "replaced" if key in self._replaced else "conflict"
        family = self._families.get(key)
        if family is None:
            family = self._families[key] = Family(declaration)
        return family if family.agrees_with(declaration) else "conflict"


def _key(declaration: Declaration) -> str:
    return declaration.name.removesuffix(_SUFFIX[declaration.kind])


def _usable(declaration: Declaration) -> bool:
    """Return whether both formats can show series of *declaration*."""
    name, kind, labels = declaration.name, declaration.kind, declaration.labels
    return (
        _NAME.fullmatch(name) is not None
        and name.endswith(_SUFFIX[kind])
        and _key(declaration) not in ("hatang", "hatang_")
        and (kind != "gauge" or not name.endswith(("_total", "_info", "_created")))
        and not name.startswith(RESERVED_NAMES)
        and len(set(labels)) == len(labels)
        and all(_LABEL.fullmatch(label) for label in labels)
        and not RESERVED_LABELS.intersection(labels)
    )


class PreparedTable:
    """One table's series as a template of lines, shared by all agents that have it.

    ``families`` are in the order of the chunks that ``render`` returns; ``left_out``
    counts the series that no page shows, by reason; ``up_at`` is where the value stands
    that says whether a device answered, None where nothing does.
    """

    __slots__ = (
        "__weakref__",
        "_infos",
        "_order",
        "_template",
        "families",
        "left_out",
        "names",
        "table",
        "up_at",
    )

    def __init__(self, table: Table, book: FamilyBook) -> None:
        self.table = table
        self.left_out: dict[str, int] = {}
        self.up_at = _position(table, UP) if table.device else None
        claims = [
            book.claim(declaration)
            if _speaks_for_itself(table, declaration)
            else "invalid"
            for declaration in table.metrics
        ]
        claims = _first_of_each(claims)
        by_family: dict[int, list[int]] = {}
        for position, (index, _) in enumerate(table.series):
            by_family.setdefault(index, []).append(position)
        families: list[Family] = []
        texts: list[bytes] = []
        order: list[int] = []
        for index, positions in by_family.items():
            claim = claims[index]
            if claim == "replaced":
                continue
            if isinstance(claim, str):
                self.left_out[claim] = self.left_out.get(claim, 0) + len(positions)
                continue
            families.append(claim)
            order += positions
            texts.append(
                b"".join(
                    _start(
                        table.metrics[index], table.series[position][1], PLACE
                    ).replace(b"%", b"%%")
                    + b"%a\n"
                    for position in positions
                )
            )
        self.families = tuple(families)
        self.names = frozenset(family.declaration.name for family in families)
        self._template = _NEXT.join(texts)
        whole = order == list(range(len(table.series)))
        self._order = None if whole else tuple(order)
        self._infos = frozenset(
            place
            for place, position in enumerate(order)
            if table.metrics[table.series[position][0]].kind == "info"
        )

    def render(
        self, values: Sequence[float | None], labels: bytes
    ) -> tuple[bytes, ...]:
        """Return one chunk of lines for each family, each line with *labels*.

        A series whose value is not a finite number, or a counter below nothing, has
        no line; an info metric has the value 1.
        """
        if not self.families:
            return ()
        shown = tuple(values)
        if self._order is not None:
            shown = tuple([values[position] for position in self._order])
        if self._infos:
            shown = tuple(
                [
                    1.0 if place in self._infos and value is not None else value
                    for place, value in enumerate(shown)
                ]
            )
        page = (self._template % shown).replace(b".0\n", b"\n")
        chunks = page.replace(PLACE, labels).split(_NEXT)
        if _needs_care(shown):
            chunks = [
                _without_holes(chunk, family.declaration.kind)
                for chunk, family in zip(chunks, self.families, strict=True)
            ]
        return tuple(chunks)

    def read(
        self, chunks: Sequence[bytes], labels: bytes
    ) -> Iterator[tuple[Declaration, dict[str, str], float]]:
        """Yield the series that ``render`` wrote into *chunks* with *labels*."""
        lines = iter(b"".join(chunks).split(b"\n"))
        line = next(lines)
        for position in self._order or range(len(self.table.series)):
            index, values = self.table.series[position]
            declaration = self.table.metrics[index]
            start = _start(declaration, values, labels)
            if line.startswith(start):
                own = dict(zip(declaration.labels, values, strict=True))
                yield declaration, own, float(line[len(start) :])
                line = next(lines)

    def keys(self, name: str) -> frozenset[tuple[str, ...]]:
        """Return the label values of the series of the metric *name*."""
        metrics = self.table.metrics
        return frozenset(
            labels for index, labels in self.table.series if metrics[index].name == name
        )


def _speaks_for_itself(table: Table, declaration: Declaration) -> bool:
    """Return whether the metric is one of a device exactly if *table* is.

    A machine and a device may have one name, but never the same series.
    """
    return declaration.name.startswith(DEVICE_NAMES) == bool(table.device)


def _position(table: Table, name: str) -> int | None:
    """Return where the value of the metric *name* without labels stands."""
    for position, (index, labels) in enumerate(table.series):
        if not labels and table.metrics[index].name == name:
            return position
    return None


def _first_of_each(claims: list[Family | str]) -> list[Family | str]:
    """Leave out a family that one table declares a second time."""
    seen: set[int] = set()
    result: list[Family | str] = []
    for claim in claims:
        double = id(claim) in seen and not isinstance(claim, str)
        result.append("conflict" if double else claim)
        seen.add(id(claim))
    return result


def _start(declaration: Declaration, values: Sequence[str], labels: bytes) -> bytes:
    """Return a line up to its value: ``name{labels,own labels} ``."""
    clean = [value.replace("\x00", "\ufffd") for value in values]
    own = label_block(dict(zip(declaration.labels, clean, strict=True)))[1:-1]
    tail = f",{own}}} " if own else "} "
    return declaration.name.encode() + b"{" + labels + tail.encode("utf-8", "replace")


def _needs_care(values: Sequence[float | None]) -> bool:
    """Return whether some value may be one that no line can show."""
    try:
        return not isfinite(sum(values)) or min(values) < 0  # type: ignore[arg-type,type-var,operator]
    except TypeError:
        return True


def _without_holes(chunk: bytes, kind: Kind) -> bytes:
    """Drop the lines of *chunk* whose value is no finite number or no count."""
    lines = [line for line in chunk.split(b"\n")[:-1] if not line.endswith(_HOLES)]
    if kind == "counter":
        lines = [line for line in lines if b"-" not in line.rpartition(b" ")[2][:1]]
    return b"".join(line + b"\n" for line in lines)
