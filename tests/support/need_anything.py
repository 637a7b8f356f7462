"""Strategies: machines of which anything may be said and measured."""

from dataclasses import replace

from hypothesis import strategies as st

from agent.shared.findings.shape import Finding
from agent.shared.wire import Item
from collector.planning.shapes.estate import Measured
from collector.sketch import Sketch
from tests.support.need_cases import CALM, machine

NUMBERS = st.floats(allow_subnormal=False)
SCALARS = st.none() | st.booleans() | st.integers() | NUMBERS | st.text(max_size=20)
SIGNALS = st.dictionaries(
    st.sampled_from([*CALM, "memory_pressure_ratio", "io_pressure_ratio"]),
    st.builds(
        lambda values, days, hours, daily: Measured(
            Sketch(values), tuple(range(days)), hours, tuple(daily)
        ),
        st.lists(NUMBERS, max_size=4),
        st.integers(0, 40),
        st.integers(0, 400),
        st.lists(NUMBERS, max_size=3),
    ),
)
ITEMS = st.builds(
    Item,
    st.dictionaries(
        st.sampled_from(
            [
                *("installed_bytes", "source", "maximum_bytes", "slots_empty", "media"),
                *("size_bytes", "verdict", "life_remaining_percent", "enabled", "name"),
                *("build", "version", "capable_bps", "wireless", "model", "system"),
            ]
        ),
        SCALARS,
    ),
)
KINDS = st.dictionaries(
    st.sampled_from(
        [
            *("memory", "disk", "disk_health", "operating_system", "volume", "timer"),
            *("network_interface", "memory_module"),
        ]
    ),
    st.dictionaries(st.sampled_from(["", "C:", "sda", "fstrim.timer"]), ITEMS),
)
FINDINGS = st.lists(
    st.builds(
        Finding,
        st.sampled_from(
            [
                *("os_unsupported", "os_support_ending", "windows11_fixable"),
                *("windows11_replace", "disk_failing", "antivirus_none", "memory_slow"),
                *("port_slow_link", "port_errors", "port_half_duplex", "ports_used_up"),
            ]
        ),
        st.sampled_from(["critical", "warning", "info"]),
        st.sampled_from(["", "Gi0/1"]),
        st.dictionaries(
            st.sampled_from(
                [
                    *("end_timestamp_seconds", "requirements", "speed_bps", "both_bps"),
                    *("error_ratio", "free_ports", "ports", "system"),
                ]
            ),
            SCALARS,
        ),
    ),
    max_size=5,
)
DAYS = st.integers(0, 40)


@st.composite
def machines(draw, id_="m1"):
    """Return a machine of which anything may be said."""
    return replace(
        machine(id_),
        facts=draw(KINDS),
        findings=tuple(draw(FINDINGS)),
        signals=draw(SIGNALS),
        days=draw(DAYS),
        hours=draw(st.integers(0, 400)),
        switch="sw",
        port=draw(st.integers(0, 3)),
    )
