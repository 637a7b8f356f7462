"""A paper as values: what PDF, HTML and DOCX show alike. All texts are plain text."""

from typing import Literal

import msgspec

from agent.shared.language import Language

Align = Literal["left", "right", "center"]


class Column(msgspec.Struct, frozen=True):
    """A column of a table; ``width`` is its share of the whole."""

    title: str
    width: float
    align: Align = "left"


class Paragraph(msgspec.Struct, frozen=True, tag="paragraph"):
    """Running text. ``note`` is set smaller, ``strong`` bold."""

    text: str
    style: Literal["plain", "note", "strong"] = "plain"


class Bullets(msgspec.Struct, frozen=True, tag="bullets"):
    """A list."""

    items: tuple[str, ...]


class Table(msgspec.Struct, frozen=True, tag="table"):
    """Rows of as many texts as there are columns; ``total`` is the last row, or none."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    total: tuple[str, ...] = ()
    caption: str = ""


def without_empty(table: Table, nothing: str) -> Table:
    """Return *table* without the columns in which every row says *nothing*."""
    told = [
        place
        for place in range(len(table.columns))
        if not table.rows or any(row[place] != nothing for row in table.rows)
    ]

    def kept(row: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(row[place] for place in told)

    return msgspec.structs.replace(
        table,
        columns=tuple(table.columns[place] for place in told),
        rows=tuple(map(kept, table.rows)),
        total=kept(table.total) if table.total else (),
    )


class Chart(msgspec.Struct, frozen=True, tag="chart"):
    """A drawing; ``svg`` is our own, with all texts escaped. ``alt`` says what it shows."""

    svg: str
    caption: str
    alt: str


class KeyFigure(msgspec.Struct, frozen=True):
    """One number that a reader looks for first."""

    label: str
    value: str
    note: str = ""


class KeyFigures(msgspec.Struct, frozen=True, tag="figures"):
    """Numbers side by side."""

    items: tuple[KeyFigure, ...]


Block = Paragraph | Bullets | Table | Chart | KeyFigures


class Section(msgspec.Struct, frozen=True):
    """A part of the body."""

    title: str
    blocks: tuple[Block, ...]


class Annex(msgspec.Struct, frozen=True):
    """A part after the signature, on pages of its own."""

    label: str
    title: str
    blocks: tuple[Block, ...]
    landscape: bool = False


class Head(msgspec.Struct, frozen=True):
    """The lines above the title."""

    parent: str
    agency: str
    state: str
    motto: str
    number: str
    place_and_date: str


class Foot(msgspec.Struct, frozen=True):
    """The lines below the body; all may be blank."""

    recipients_label: str
    recipients: tuple[str, ...]
    signer: tuple[str, ...]


class Paper(msgspec.Struct, frozen=True):
    """A whole paper. ``compact``: the body is set to fit on one page.

    ``made`` says from which data, ``day`` (ISO) dates the file.
    """

    language: Language
    kind: str
    title: str
    head: Head
    bases: tuple[str, ...]
    sections: tuple[Section, ...]
    foot: Foot
    annexes: tuple[Annex, ...]
    made: str
    day: str
    compact: bool = False
