"""Sets a paper with Typst: PDF/A-2b with our own fonts, the same bytes each time."""

import datetime as dt
from pathlib import Path
from typing import Any

import msgspec
import typst

from collector.reports.glyphs import FONTS, printed
from collector.reports.paper import Paper

TEMPLATES = Path(__file__).parent / "templates"


class TypesetError(Exception):
    """The paper could not be set; the text is what Typst said."""


def pdf(paper: Paper) -> bytes:
    """Return *paper* as a PDF. No font of the system and no file but ours is read.

    Raises:
        TypesetError: Typst refused.
    """
    made = _compiled(paper, format="pdf", pdf_standards=["a-2b"])
    return made if isinstance(made, bytes) else b"".join(made)


def pages(paper: Paper, *, ppi: float = 80.0) -> list[bytes]:
    """Return each page of *paper* as a PNG picture."""
    made = _compiled(paper, format="png", ppi=ppi)
    return [made] if isinstance(made, bytes) else made


def _compiled(paper: Paper, **how: Any) -> Any:
    day = dt.date.fromisoformat(paper.day)
    moment = dt.datetime(day.year, day.month, day.day, 12, tzinfo=dt.UTC)
    try:
        return typst.compile(
            str(TEMPLATES / "paper.typ"),
            root=str(TEMPLATES),
            font_paths=[str(FONTS)],
            ignore_system_fonts=True,
            sys_inputs={"paper": msgspec.json.encode(_as_printed(paper)).decode()},
            timestamp=moment,
            **how,
        )
    except typst.TypstError as err:
        raise TypesetError(str(err)) from err


def _as_printed(paper: Paper) -> Any:
    """Return *paper* as plain values, each text as the fonts can show it."""
    return _printed(msgspec.to_builtins(paper))


def _printed(value: Any) -> Any:
    if isinstance(value, str):
        return printed(value)
    if isinstance(value, dict):  # a drawing has its texts in order already
        return {k: v if k == "svg" else _printed(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [_printed(part) for part in value]
    return value
