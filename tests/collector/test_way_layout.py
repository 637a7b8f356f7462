"""Which value says what about which target."""

from hypothesis import given
from hypothesis import strategies as st

from agent.shared.wire import Declaration, Table
from collector.attribution.shapes import Target
from collector.way_layout import MOST_TARGETS, Columns, layout

WAY = ("target", "target_role", "line", "method")


def table(probe, *series):
    """Return a table of (name, labels, values)."""
    metrics = tuple(
        Declaration(name, "gauge", "x.", labels) for name, labels, _v in series
    )
    pairs = tuple((n, values) for n, (_name, _labels, values) in enumerate(series))
    return Table(probe, 60.0, metrics, pairs)


def test_series_are_found_by_name_and_labels():
    """Whatever their order; what is not needed is passed over."""
    way = ("10.0.0.1", "gateway", "", "icmp")
    found = layout(
        table(
            "path",
            ("hatang_path_up", WAY, way),
            ("hatang_path_rtt_seconds", (*WAY, "statistic"), (*way, "max")),
            ("hatang_path_rtt_seconds", (*WAY, "statistic"), (*way, "median")),
            ("hatang_path_probes_lost_total", WAY, way),
            ("hatang_path_probes_total", WAY, way),
            ("hatang_path_probes_total", WAY, ("x", "a role of tomorrow", "", "icmp")),
        )
    )
    assert found == {
        Target("10.0.0.1", "gateway"): Columns(probes=4, lost=3, median=2, up=0)
    }


def test_services_have_their_own():
    """Up, the whole time, and how often the name was not resolved."""
    found = layout(
        table(
            "service",
            ("hatang_service_up", ("service",), ("portal",)),
            ("hatang_service_phase_seconds", ("service", "phase"), ("portal", "total")),
            ("hatang_service_phase_seconds", ("service", "phase"), ("portal", "dns")),
            ("hatang_service_checks_total", ("service", "result"), ("portal", "ok")),
            (
                "hatang_service_checks_total",
                ("service", "result"),
                ("portal", "dns_failed"),
            ),
        )
    )
    assert found == {Target("portal", "service"): Columns(up=0, total=1, unresolved=4)}


def test_there_is_an_end_to_it():
    """A hundred targets of one agent."""
    many = [
        ("hatang_path_up", WAY, (f"h{n}", "peer", "", "icmp"))
        for n in range(MOST_TARGETS + 9)
    ]
    assert len(layout(table("path", *many))) == MOST_TARGETS


@given(st.text(max_size=20), st.text(max_size=20))
def test_other_tables_say_nothing(probe, name):
    """Nor raises anything."""
    assert layout(table(f"x{probe}", (name, ("a",), ("b",)))) == {}
    layout(table("path", (name, (), ())))
