"""A plan as one page of HTML that stands alone and prints well."""

from pathlib import Path

import jinja2

from agent.shared.language import Language
from collector.planning.shapes.plan import Plan
from collector.reports.letterhead import BLANK, Letterhead
from collector.reports.paper import Paper
from collector.reports.plan_paper import plan_paper

TEMPLATES = Path(__file__).parent / "templates"


def plan_html(plan: Plan, language: Language, letterhead: Letterhead = BLANK) -> bytes:
    """Return the plan as a page without scripts, fonts or pictures from elsewhere."""
    return html(plan_paper(plan, language, letterhead))


def html(paper: Paper) -> bytes:
    """Return *paper* as a page; every text is escaped, charts are our own drawings."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    page = environment.get_template("paper.html").render(paper=paper)
    return page.encode("utf-8", "replace")
