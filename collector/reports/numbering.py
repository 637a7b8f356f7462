"""Numbers the parts of a paper: sections 1, 2, 3, annexes I, II, III."""

from collections.abc import Sequence

from collector.reports.paper import Annex, Block, Paragraph, Section
from collector.reports.pen import Pen

_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")


def sections(parts: Sequence[tuple[str, tuple[Block, ...]]]) -> tuple[Section, ...]:
    """Return the *parts* that have something to say, numbered."""
    told = [(title, blocks) for title, blocks in parts if blocks]
    return tuple(
        Section(f"{number}. {title}", blocks)
        for number, (title, blocks) in enumerate(told, 1)
    )


def annexes(
    parts: Sequence[tuple[str, tuple[Block, ...], bool]], pen: Pen
) -> tuple[Annex, ...]:
    """Return all *parts* (the last says: on wide pages).

    One with nothing to list says so, so that numbers stay the same.
    """
    return tuple(
        Annex(
            pen.text("Annex {number}").format(number=number),
            title,
            blocks or (Paragraph(pen.text("Nothing."), "note"),),
            wide,
        )
        for number, (title, blocks, wide) in zip(_ROMAN, parts, strict=False)
    )
