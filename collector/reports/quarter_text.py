"""A quarter's first page as text, for a terminal."""

from agent.shared.language import Language
from collector.planning.shapes.quarter import QuarterReport
from collector.reports.paper import Block, Bullets, KeyFigures, Paragraph, Table
from collector.reports.pen import Pen
from collector.reports.quarter_body import sections


def quarter_text(report: QuarterReport, language: Language) -> str:
    """Return the report's first page, a line for each thing that it says."""
    pen = Pen(language)
    lines = [f"{report.organisation} {pen.quarter(report.quarter)}".strip()]
    lines += [pen.say(text) for text in report.warnings]
    for section in sections(report, pen):
        lines += ["", section.title]
        for block in section.blocks:
            lines += _told(block)
    return "\n".join(lines)


def _told(block: Block) -> list[str]:
    if isinstance(block, Paragraph):
        return [block.text]
    if isinstance(block, Bullets):
        return [f"- {item}" for item in block.items]
    if isinstance(block, KeyFigures):
        return [" · ".join(f"{one.label}: {one.value}" for one in block.items)]
    if isinstance(block, Table):
        rows = [tuple(c.title for c in block.columns), *block.rows]
        rows += [block.total] if block.total else []
        return ["  " + "  |  ".join(row) for row in rows]
    return []
