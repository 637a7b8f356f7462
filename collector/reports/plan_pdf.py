"""A plan as PDF/A-2b in the form of Decree 30/2020."""

from agent.shared.language import Language
from collector.planning.shapes.plan import Plan
from collector.reports.letterhead import BLANK, Letterhead
from collector.reports.plan_paper import plan_paper
from collector.reports.typeset import pdf


def plan_pdf(plan: Plan, language: Language, letterhead: Letterhead = BLANK) -> bytes:
    """Return the plan as a PDF; the same plan gives the same bytes.

    Raises:
        TypesetError: the paper could not be set.
    """
    return pdf(plan_paper(plan, language, letterhead))
