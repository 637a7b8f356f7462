"""What agents saw of their ways, from their reports."""

from agent.shared.wire import Declaration, Event, Reading, Report, Table, table_id
from collector.attribution.shapes import Gap, Span, Target
from collector.way_book import WayBook

WAY = ("target", "target_role", "line", "method")
GATEWAY = Target("10.0.0.1", "gateway")
NAMES = ("probes_total", "probes_lost_total", "up")


def table(*targets):
    """Return the table of the path probe for gateways of these addresses."""
    metrics = tuple(Declaration(f"hatang_path_{n}", "gauge", "x.", WAY) for n in NAMES)
    series = tuple(
        (index, (address, "gateway", "", "icmp"))
        for address in targets
        for index in range(len(NAMES))
    )
    return Table("path", 60.0, metrics, series)


TABLE = table("10.0.0.1")


def report(
    values=None, *, made=TABLE, boot="b1", uptime_s=600.0, events=(), stopping=False
):
    """Return a report with one reading of the path probe."""
    readings = () if values is None else (Reading(table_id(made), 0.0, tuple(values)),)
    return Report(
        "0" * 8,
        1,
        0.0,
        boot,
        uptime_s,
        readings=readings,
        events=events,
        stopping=stopping,
    )


def told(*steps, made=TABLE):
    """Return a book that was told reports of agent ``a`` at their times."""
    book = WayBook()
    for time, one in steps:
        book.apply("a", one, {table_id(made): made}, time)
    return book


def lost(kind, offset_s, **more):
    """Return an event of the gateway."""
    where = {"target": "10.0.0.1", "role": "gateway", "line": "", "method": "icmp"}
    return Event(kind, offset_s, "info", {**where, **more})


def test_readings_become_spans():
    """By the time of each report."""
    book = told(*((60.0 * n, report([12 * n, 0, 1])) for n in range(1, 5)))
    assert book.agents() == ["a"]
    assert book.seen("a") == {GATEWAY: (Span(60, 240, "good"),)}
    assert book.seen("b") == {}


def test_what_is_late_or_comes_twice_changes_nothing():
    """Counters are compared with the newest only; events count whenever they come."""
    steps = [(60.0 * n, report([12 * n, 0, 1])) for n in range(1, 5)]
    event = lost("path_restored", -5.0, seconds=7.0)
    book = told(*steps, steps[1], (90.0, report(events=(event,))))
    assert set(book.seen("a")[GATEWAY]) == {Span(60, 240, "good"), Span(78, 85, "out")}


def test_an_outage_goes_on_until_it_is_over():
    """As far as the agent has reported."""
    book = told((100.0, report(events=(lost("path_lost", -20.0),))), (160.0, report()))
    assert book.seen("a")[GATEWAY] == (Span(80, 160, "out"),)


def test_a_new_boot_without_a_goodbye_is_a_gap():
    """Until the machine was up again; a stop in order is none."""
    book = told(
        (100.0, report([1, 0, 1])),
        (1000.0, report([1, 0, 1], boot="b2", uptime_s=40.0)),
    )
    assert book.gaps("a") == (Gap(100.0, 960.0, lost=True),)
    calm = told(
        (100.0, report([1, 0, 1], stopping=True)),
        (1000.0, report([1, 0, 1], boot="b2", uptime_s=40.0)),
    )
    assert calm.gaps("a") == ()
    assert calm.gaps("nobody") == ()


def test_targets_that_are_gone_are_forgotten():
    """A laptop in another network."""
    book = told((60.0, report([12, 0, 1])), (120.0, report([24, 0, 1])))
    other = table("192.168.1.1")
    book.apply("a", report([12, 0, 1], made=other), {table_id(other): other}, 180.0)
    assert set(book.seen("a")) <= {Target("192.168.1.1", "gateway")}


def test_what_does_not_fit_is_passed_over():
    """Other probes, values that do not fit their table, odd events."""
    short = report([1, 2])
    odd = lost("path_lost", 0.0)
    odd.attributes["role"] = "of tomorrow"
    strange = lost("path_restored", 0.0, seconds="long")
    book = told(
        (60.0, short), (61.0, report(events=(odd,))), (62.0, report(events=(strange,)))
    )
    assert all(spans == () for spans in book.seen("a").values())
    assert told((60.0, report())).agents() == []
