"""A plan as a paper: the head, what the director reads, and the annexes."""

from agent.shared.language import Language
from collector.planning.shapes.plan import Plan
from collector.reports.letterhead import BLANK, Letterhead
from collector.reports.paper import Foot, Head, Paper
from collector.reports.pen import Pen
from collector.reports.plan_annexes import annexes
from collector.reports.plan_body import sections


def plan_paper(plan: Plan, language: Language, letterhead: Letterhead = BLANK) -> Paper:
    """Return the paper of *plan*. Number, date and signature are left to people."""
    pen = Pen(language)
    years = pen.years(plan.years)
    return Paper(
        language=language,
        kind=pen.text("PLAN"),
        title=pen.text(
            "Upgrade of information technology infrastructure, {years}"
        ).replace("{years}", years),
        head=head(pen, letterhead, plan.organisation, sign=letterhead.sign or "KH-…"),
        bases=letterhead.bases,
        sections=sections(plan, pen),
        foot=foot(pen, letterhead),
        annexes=annexes(plan, pen),
        made=pen.text(
            "Drafted by Hatang from measurements up to {date}; plan {id}."
        ).format(date=pen.date(plan.as_of), id=plan.id),
        day=plan.as_of,
    )


def head(pen: Pen, letterhead: Letterhead, organisation: str, *, sign: str) -> Head:
    """Return the lines above the title, with blanks where nothing is set."""
    agency = letterhead.agency or organisation or "………………………"
    return Head(
        parent=letterhead.parent.upper(),
        agency=agency.upper(),
        state=pen.text("SOCIALIST REPUBLIC OF VIET NAM"),
        motto=pen.text("Independence - Freedom - Happiness"),
        number=pen.text("No.:          /{sign}").format(sign=sign),
        place_and_date=pen.text("{place}, day      month      year").format(
            place=letterhead.place or "……………"
        ),
    )


def foot(pen: Pen, letterhead: Letterhead) -> Foot:
    """Return the lines below the body."""
    recipients = letterhead.recipients or (
        pen.text("As above"),
        pen.text("Filed: clerk's office"),
    )
    ends = len(recipients) - 1
    return Foot(
        recipients_label=pen.text("Recipients:"),
        recipients=tuple(
            name + ("." if index == ends else ";")
            for index, name in enumerate(recipients)
        ),
        signer=((letterhead.signer or pen.text("Head of the agency")).upper(),),
    )
