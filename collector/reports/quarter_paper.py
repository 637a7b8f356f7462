"""A quarter's report as a paper: one page for the director, then the annexes."""

from agent.shared.language import Language
from collector.planning.shapes.quarter import QuarterReport
from collector.reports.letterhead import BLANK, Letterhead
from collector.reports.paper import Paper
from collector.reports.pen import Pen
from collector.reports.plan_paper import foot, head
from collector.reports.quarter_annexes import annexes
from collector.reports.quarter_body import sections

SIGN = "BC-…"


def quarter_paper(
    report: QuarterReport, language: Language, letterhead: Letterhead = BLANK
) -> Paper:
    """Return the paper of *report*. Number, date and signature are left to people."""
    pen = Pen(language)
    warned = " ".join(pen.say(text) for text in report.warnings)
    made = pen.text(
        "Drafted by Hatang from measurements from {first} to {last}."
    ).format(first=pen.date(report.first_day), last=pen.date(report.as_of))
    return Paper(
        language=language,
        kind=pen.text("REPORT"),
        title=pen.text(
            "State of information technology infrastructure, {quarter}"
        ).replace("{quarter}", pen.quarter(report.quarter)),
        head=head(pen, letterhead, report.organisation, sign=SIGN),
        bases=(),
        sections=sections(report, pen),
        foot=foot(pen, letterhead),
        annexes=annexes(report, pen),
        made=" ".join(filter(None, [made, warned])),
        day=report.as_of,
        compact=True,
    )
