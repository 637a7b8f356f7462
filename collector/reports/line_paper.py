"""A line's month as a paper for its operator: agreed, measured, each outage, how."""

import datetime as dt

from agent.shared.language import Language
from collector.lines.quality import Criterion, Quality
from collector.planning.shapes.records import Line
from collector.reports import numbering
from collector.reports.letterhead import BLANK, Letterhead
from collector.reports.paper import (
    Block,
    Bullets,
    Column,
    KeyFigure,
    KeyFigures,
    Paper,
    Paragraph,
    Table,
)
from collector.reports.pen import NOTHING, Pen
from collector.reports.plan_paper import foot, head
from collector.web.i18n import Tongue

SIGN = "CV-…"
MOST_OUTAGES, MOST_TESTS = 200, 120
MOST_ON_ONE_PAGE = 10


def line_paper(
    made: Quality,
    language: Language,
    letterhead: Letterhead = BLANK,
    *,
    zone: dt.tzinfo,
    organisation: str = "",
) -> Paper:
    """Return the paper; times are local ones of *zone*."""
    pen = Pen(language)
    parts = (
        (pen.text("Agreed and measured"), agreed(made, pen)),
        (pen.text("Outages"), outages(made, pen, zone)),
        (pen.text("How it was measured"), method(made, pen)),
        (pen.text("How to check it"), checks(pen)),
    )
    annexes = ((pen.text("Throughput tests"), tests(made, pen, zone), False),)
    return Paper(
        language=language,
        kind=pen.text("MEASUREMENTS"),
        title=pen.text("Quality of the line {line}, {first} to {last}").format(
            line=made.line.id, first=pen.date(made.first), last=pen.date(made.last)
        ),
        head=head(pen, letterhead, organisation, sign=SIGN),
        bases=(),
        sections=numbering.sections(parts),
        foot=foot(pen, letterhead),
        annexes=numbering.annexes(annexes, pen),
        made=pen.text("Drafted by Hatang from its own measurements."),
        day=made.last,
        compact=len(made.outages) <= MOST_ON_ONE_PAGE,
    )


def names(pen: Pen) -> dict[str, str]:
    """Return what the criteria are called."""
    return {
        "throughput": pen.text("Throughput, mean share of the contract"),
        "international": pen.text("Throughput abroad, mean share of what is committed"),
        "availability": pen.text("Availability"),
        "latency": pen.text("Latency, mean"),
    }


def value_text(value: float | None, unit: str, pen: Pen) -> str:
    """Return a measured value or limit as people write it."""
    if value is None:
        return NOTHING
    if unit == "seconds":
        return f"{pen.number(value * 1000)}\u00a0ms"
    text = f"{value * 100:.2f}".rstrip("0").rstrip(".")  # 99.5 and 99.98 are not 100
    return (text.replace(".", ",") if pen.language == "vi" else text) + "\u00a0%"


def verdict_text(one: Criterion, pen: Pen) -> str:
    """Return what became of a promise."""
    return {
        "kept": pen.text("kept"),
        "broken": pen.text("BROKEN"),
        "too_few": pen.text("too few measurements"),
    }[one.verdict]


def contract(line: Line, tongue: Tongue) -> str:
    """Return what is agreed, as people say it."""
    formats = tongue.formats
    text = tongue.text("{down}/{up} Mbit/s down/up").format(
        down=formats.short(line.down_mbps), up=formats.short(line.up_mbps)
    )
    if line.international_mbps:
        text += tongue.text(", {mbps} Mbit/s abroad").format(
            mbps=formats.short(line.international_mbps)
        )
    return text


def agreed(made: Quality, pen: Pen) -> tuple[Block, ...]:
    """Return contract, key figures, and each criterion beside its limit."""
    line = made.line
    broken = sum(one.verdict == "broken" for one in made.criteria)
    figures = KeyFigures(
        (
            KeyFigure(pen.text("Contract"), contract(line, pen), line.operator),
            KeyFigure(
                pen.text("Availability"),
                value_text(made.availability, "ratio", pen),
                pen.text("{hours} h watched").format(
                    hours=pen.number(round(made.watched_s / 3600))
                ),
            ),
            KeyFigure(pen.text("Outages"), pen.number(len(made.outages))),
            KeyFigure(pen.text("Promises broken"), pen.number(broken)),
        )
    )
    known = names(pen)
    rows = tuple(
        (
            known[one.name],
            ("≥ " if one.at_least else "≤ ") + value_text(one.limit, one.unit, pen),
            value_text(one.measured, one.unit, pen),
            verdict_text(one, pen),
            one.document + (pen.text(" (example: check it)") if one.example else ""),
        )
        for one in made.criteria
    )
    table = Table(
        (
            Column(pen.text("Criterion"), 30),
            Column(pen.text("Limit"), 12, "right"),
            Column(pen.text("Measured"), 14, "right"),
            Column(pen.text("Result"), 18),
            Column(pen.text("By"), 26),
        ),
        rows,
    )
    return (figures, table)


def outages(made: Quality, pen: Pen, zone: dt.tzinfo) -> tuple[Block, ...]:
    """Return each outage with its times."""
    if not made.outages:
        return (Paragraph(pen.text("No outage of five seconds or more was seen.")),)
    rows = tuple(
        (
            str(number),
            moment(one.begin, zone),
            moment(one.end, zone),
            pen.formats.span(one.seconds),
        )
        for number, one in enumerate(made.outages[:MOST_OUTAGES], 1)
    )
    total = ("", pen.text("Together"), "", pen.formats.span(made.outage_s))
    table = Table(
        (
            Column(pen.text("No."), 8, "right"),
            Column(pen.text("From"), 32),
            Column(pen.text("To"), 32),
            Column(pen.text("Lasted"), 28),
        ),
        rows,
        total,
    )
    left = len(made.outages) - MOST_OUTAGES
    if left <= 0:
        return (table,)
    more = pen.text("{count} more stand in the workbook.").format(count=left)
    return (table, Paragraph(more, "note"))


def method(made: Quality, pen: Pen) -> tuple[Block, ...]:
    """Return how it was measured, how often, and what nobody saw."""
    rtt = made.signals.get("line_rtt_seconds")
    loss = made.signals.get("line_loss_ratio")
    unwatched = max(0.0, made.period_s - made.watched_s)
    items = [
        pen.text(
            "Small probes (ICMP echo, else a TCP handshake or a DNS question) every second "
            "to hosts at the operator, in the country and abroad, from a machine at the "
            "edge of the LAN."
        ),
        pen.text(
            "An outage: none of these hosts answered for five seconds and more. It begins "
            "with the last answer before and ends with the first after it; both are known "
            "to about two seconds."
        ),
        pen.text(
            "Throughput: {count} tests, outside working hours, over several TCP connections "
            "with the start left out (RFC 6349); the payload of TCP, about 4 % less than "
            "the rate on the wire."
        ).format(count=len(made.tests)),
    ]
    if rtt is not None:
        items.append(
            pen.text(
                "Round-trip time: median {median}, 95 % of the minutes below {p95}."
            ).format(
                median=value_text(rtt.median, "seconds", pen),
                p95=value_text(rtt.p95, "seconds", pen),
            )
        )
    if loss is not None:
        items.append(
            pen.text("Lost probes: {loss}.").format(
                loss=value_text(loss.mean, "ratio", pen)
            )
        )
    items.append(
        pen.text(
            "Not watched: {span} of the period (the machine was off, or did not measure "
            "yet). It counts neither for nor against the operator."
        ).format(span=pen.formats.span(unwatched))
    )
    return (Bullets(tuple(items)),)


def checks(pen: Pen) -> tuple[Block, ...]:
    """Return how the operator can check it."""
    return (
        Bullets(
            (
                pen.text(
                    "Compare the outages with the sessions (PPPoE, DHCP) and the optical "
                    "power of the access device in your own logs."
                ),
                pen.text(
                    "Repeat a test from the line's own router to a server of yours with "
                    "iperf3 or a large download at night."
                ),
                pen.text(
                    "The measurements of each minute can be handed over on request."
                ),
            )
        ),
    )


def tests(made: Quality, pen: Pen, zone: dt.tzinfo) -> tuple[Block, ...]:
    """Return each hour with a throughput test."""
    rows = tuple(
        (moment(hour * 3600, zone)[:-3], value_text(ratio, "ratio", pen))
        for hour, ratio in made.tests[-MOST_TESTS:]
    )
    if not rows:
        return ()
    table = Table(
        (
            Column(pen.text("Hour"), 50),
            Column(pen.text("Share of the contract"), 50, "right"),
        ),
        rows,
    )
    return (table,)


def moment(unix: float, zone: dt.tzinfo) -> str:
    """Return a local moment to the second, sortable and the same in both languages."""
    return dt.datetime.fromtimestamp(unix, zone).strftime("%Y-%m-%d %H:%M:%S")
