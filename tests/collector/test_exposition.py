import gzip as gzip_module
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from prometheus_client.openmetrics.parser import (
    text_string_to_metric_families as parse_openmetrics,
)
from prometheus_client.parser import text_string_to_metric_families as parse_text

from agent.shared import wire
from collector import device_series
from collector.device_roster import DeviceEntry
from collector.devices import Place, kept
from collector.exposition import (
    Exposition,
    Shown,
    ShownDevice,
    gzip,
    wants_gzip,
    wants_openmetrics,
)
from collector.live import LiveState
from collector.prepared import RESERVED_LABELS
from tests.support.devices import surveyed
from tests.support.exposition import MONDAY_NOON, agent, status, table, tell

PROMETHEUS_2_42 = (
    "application/openmetrics-text;version=1.0.0,"
    "application/openmetrics-text;version=0.0.1;q=0.75,"
    "text/plain;version=0.0.4;q=0.5,*/*;q=0.1"
)
PROMETHEUS_3 = (
    "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.5,"
    "application/openmetrics-text;version=0.0.1;q=0.4,"
    "text/plain;version=1.0.0;escaping=allow-utf-8;q=0.3,"
    "text/plain;version=0.0.4;q=0.2,/;q=0.1"
)


def shown(number=1, *, state="fresh", **fields):
    """Return one agent as pages show it."""
    who = agent(number, **fields)
    return Shown(who, who.hostname, status(who), state)


def parse(page, *, openmetrics):
    """Return the families that prometheus_client reads from *page*."""
    parser = parse_openmetrics if openmetrics else parse_text
    return {family.name: family for family in parser(page.decode())}


def samples(page, *, openmetrics=False):
    """Return the machine's own series: (name, labels) → value."""
    return {
        (s.name, tuple(sorted(s.labels.items()))): s.value
        for family in parse(page, openmetrics=openmetrics).values()
        for s in family.samples
        if not s.name.startswith("hatang_agent_")
    }


@pytest.mark.parametrize("openmetrics", [False, True])
def test_an_agents_page_has_its_series_without_the_agents_labels(openmetrics):
    """Instance and department come from the target that Prometheus discovered."""
    live, who = LiveState(), shown(department="IT")
    declared = table(
        "disk", ("hatang_up", "gauge", ()), ("hatang_reads_total", "counter", ("d",))
    )
    tell(live, who.agent.id, (declared, [0.25, 3.0]))
    page = Exposition(live).agent_page(who, MONDAY_NOON, openmetrics=openmetrics)
    assert samples(page, openmetrics=openmetrics) == {
        ("hatang_up", ()): 0.25,
        ("hatang_reads_total", (("d", "x"),)): 3.0,
    }
    assert b"instance=" not in page
    assert page.endswith(b"# EOF\n") is openmetrics


@pytest.mark.parametrize("openmetrics", [False, True])
def test_a_sites_page_names_the_agent_in_every_line(openmetrics):
    """Each family stands once, with the lines of all agents below its header."""
    live = LiveState()
    fleet = [shown(1, department="IT"), shown(2), shown(3)]
    for number, one in enumerate(fleet[:2]):
        tell(live, one.agent.id, (table(), [float(number)]))
    page = Exposition(live).site_page(fleet, MONDAY_NOON, openmetrics=openmetrics)
    assert samples(page, openmetrics=openmetrics) == {
        ("hatang_cpu_load", (("department", "IT"), ("instance", "pc-1"))): 0.0,
        ("hatang_cpu_load", (("instance", "pc-2"),)): 1.0,
    }
    types = Counter(
        line for line in page.decode().split("\n") if line.startswith("# TYPE")
    )
    assert set(types.values()) == {1}
    up = parse(page, openmetrics=openmetrics)["hatang_agent_up"].samples
    assert len(up) == 3


def test_a_machine_that_does_not_report_has_no_series_of_its_own():
    """Values of an hour ago do not stand for a machine that is off."""
    live, who = LiveState(), shown()
    tell(live, who.agent.id, (table(interval_s=86400.0), [1.0]))
    exposition = Exposition(live)
    for state in ("off", "silent", "quarantined"):
        page = exposition.agent_page(shown(state=state), MONDAY_NOON, openmetrics=False)
        assert samples(page) == {}
        assert b"hatang_agent_up 0\n" in page
    page = exposition.agent_page(shown(state="late"), MONDAY_NOON, openmetrics=False)
    assert len(samples(page)) == 1


def test_series_vanish_from_the_page_when_they_no_longer_hold():
    """2.5 intervals after its time a reading is not shown."""
    live, who = LiveState(), shown()
    tell(live, who.agent.id, (table(), [1.0]))
    exposition = Exposition(live)
    for now, count in ((MONDAY_NOON + 150, 1), (MONDAY_NOON + 151, 0)):
        page = exposition.agent_page(who, now, openmetrics=True)
        assert len(samples(page, openmetrics=True)) == count


def test_the_page_follows_an_agent_that_is_renamed():
    """No line keeps the old instance."""
    live, who = LiveState(), shown()
    tell(live, who.agent.id, (table(), [1.0]))
    exposition = Exposition(live)
    exposition.site_page([who], MONDAY_NOON, openmetrics=False)
    page = exposition.site_page(
        [shown(hostname='new "name"')], MONDAY_NOON, openmetrics=False
    )
    assert b"pc-1" not in page
    assert ("hatang_cpu_load", (("instance", 'new "name"'),)) in samples(page)


def test_unknown_agents_are_forgotten():
    """What is kept of an agent goes when nobody knows it any more."""
    live, who = LiveState(), shown()
    tell(live, who.agent.id, (table(), [1.0]))
    exposition = Exposition(live)
    exposition.site_page([who], MONDAY_NOON, openmetrics=False)
    exposition.forget_all_but({})
    page = exposition.site_page([who], MONDAY_NOON, openmetrics=False)
    assert samples(page) == {}


words = st.text(
    st.characters(codec="utf-8", exclude_characters="\x00")
    | st.sampled_from('"\\\n{},%=# \r\u2028\x85é'),
    max_size=12,
)
names = st.sampled_from(
    [
        "hatang_a",
        "hatang_a_total",
        "hatang_b",
        "hatang_c_info",
        "hatang_device_up",
        "hatang_device_b",
        "hatang_switch_port_a_total",
        "x",
    ]
)
labels_of = st.lists(st.sampled_from(["d", "e", "instance"]), max_size=2)
kinds = st.sampled_from(["gauge", "counter", "info"])


@st.composite
def tables(draw):
    """Return a table as a stranger may send it: it passes check_table, no more."""
    metrics = tuple(
        wire.Declaration(draw(names), draw(kinds), draw(words), tuple(draw(labels_of)))
        for _ in range(draw(st.integers(1, 3)))
    )
    series = {}
    for _ in range(draw(st.integers(0, 5))):
        index = draw(st.integers(0, len(metrics) - 1))
        series[index, tuple(draw(words) for _ in metrics[index].labels)] = None
    probe = draw(st.sampled_from(["cpu", "disk"]))
    device = draw(st.sampled_from(["", "", "sw1"]))
    declared = wire.Table(probe, 60.0, metrics, tuple(series), device)
    wire.check_table(declared)
    return declared


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.tuples(st.integers(1, 2), tables()), max_size=4),
    words,
    words,
    st.floats(allow_nan=False, allow_infinity=False),
)
def test_whatever_agents_declare_the_page_can_be_read(told, host, department, value):
    """Both parsers read every page, and find exactly the series that are shown."""
    live = LiveState()
    for number, declared in told:
        tell(
            live,
            agent(number).id,
            (declared, [value] * len(declared.series)),
        )
    fleet = [
        Shown(agent(n, department=department), f"{host}{n}", status(agent(n)), "fresh")
        for n in (1, 2)
    ]
    switches = [shown_switch(n, host, department) for n in (1, 2)]
    exposition = Exposition(live)
    for openmetrics in (False, True):
        pages = (
            exposition.site_page(
                fleet, MONDAY_NOON, devices=switches, openmetrics=openmetrics
            ),
            exposition.agent_page(fleet[0], MONDAY_NOON, openmetrics=openmetrics),
            exposition.device_page(switches[0], MONDAY_NOON, openmetrics=openmetrics),
        )
        assert pages[0].count(b"# TYPE hatang_agent_up gauge\n") == 1
        assert pages[0].count(b"# TYPE hatang_device_up gauge\n") == 1
        found = [parse_own(page, openmetrics=openmetrics) for page in pages]
        expected = [
            (one.instance, declaration.name, tuple(labels.items()), number)
            for one in fleet
            for declaration, labels, number in live.series(one.agent.id, MONDAY_NOON)
        ]
        of_switches = [
            (one.entry.instance, declaration.name, tuple(labels.items()), number)
            for one in switches
            for declaration, labels, number in live.series(
                one.entry.device.id, MONDAY_NOON
            )
        ]
        assert sorted(found[0]) == sorted(expected + of_switches)
        assert sorted(found[2]) == sorted(
            ("", *rest) for instance, *rest in of_switches if instance == f"{host}1"
        )
        assert sorted(found[1]) == sorted(
            ("", *rest) for instance, *rest in expected if instance == f"{host}1"
        )


def shown_switch(number, host, department):
    """Return a switch that agent *number* reads, and that has the agent's name."""
    device = kept(None, surveyed(agent(number).id))
    entry = DeviceEntry(device, f"{host}{number}", Place("", department, ""))
    return ShownDevice(entry, True, True, MONDAY_NOON, f"{host}{number}")


COLLECTORS = {metric.name for metric in device_series.METRICS}


def parse_own(page, *, openmetrics):
    """Return (instance, name, own labels, value) of the machine's series."""
    result = []
    parser = parse_openmetrics if openmetrics else parse_text
    for family in parser(page.decode()):
        for sample in family.samples:
            if sample.name.startswith("hatang_agent_") or sample.name in COLLECTORS:
                continue
            labels = dict(sample.labels)
            instance = labels.pop("instance", "")
            labels.pop("department", None)
            labels.pop("switch", None)
            assert not RESERVED_LABELS & set(labels)
            result.append((instance, sample.name, tuple(labels.items()), sample.value))
    return result


@pytest.mark.parametrize(
    ("accept", "openmetrics"),
    [
        ("", False),
        ("*/*", False),
        ("text/plain", False),
        (PROMETHEUS_2_42, True),
        (PROMETHEUS_3, True),
        ("application/openmetrics-text", True),
        ("application/openmetrics-text;q=0", False),
        ("application/openmetrics-text; version=2.0.0, text/plain;q=0.1", False),
        ("text/plain;version=0.0.4;q=0.9, application/openmetrics-text;q=0.2", False),
        ("application/openmetrics-text;q=nonsense", False),
        ("text/html,application/xhtml+xml,*/*;q=0.8", False),
        (";;,=;q", False),
    ],
)
def test_the_format_follows_accept(accept, openmetrics):
    """As Prometheus asks; text for whoever asks for neither."""
    assert wants_openmetrics(accept) is openmetrics


@pytest.mark.parametrize(
    ("header", "wanted"),
    [
        ("", False),
        ("gzip", True),
        ("deflate, GZIP;q=0.5", True),
        ("gzip;q=0", False),
        ("br", False),
    ],
)
def test_gzip_is_used_when_it_is_taken(header, wanted):
    """A quality of 0 refuses."""
    assert wants_gzip(header) is wanted


@given(st.text(max_size=60))
def test_any_header_is_answered(text):
    """Junk in Accept and Accept-Encoding never fails."""
    assert wants_openmetrics(text) in (True, False)
    assert wants_gzip(text) in (True, False)


@given(st.binary(max_size=2000))
def test_gzip_can_be_unpacked(body):
    """What is packed is what comes out."""
    assert gzip_module.decompress(gzip(body)) == body
