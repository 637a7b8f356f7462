"""Facts are told in words and units."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.web.fact_names import (
    attribute_name,
    attribute_value,
    kind_name,
    reason_text,
    thing_name,
)
from collector.web.i18n import Tongue

EN, VI = Tongue("en"), Tongue("vi")


@pytest.mark.parametrize(
    ("kind", "name", "value", "told"),
    [
        ("memory", "installed_bytes", 8 * 1024**3, "8\u00a0GB"),
        ("disk", "size_bytes", 500_107_862_016, "500\u00a0GB"),
        ("network_interface", "capable_bps", 10**9, "1\u00a0Gbit/s"),
        ("memory_module", "speed_mts", 2666, "2,666\u00a0MT/s"),
        ("display", "width_mm", 510, "510\u00a0mm"),
        ("display", "year", 2019, "2019"),
        ("security", "secure_boot", True, "yes"),
        ("chassis", "kind", "Desktop", "desktop"),
        ("system", "model", "OptiPlex", "OptiPlex"),
        ("system", "model", None, "–"),
        ("cpu", "threads_per_core", 1.5, "1.5"),
    ],
)
def test_a_value_is_told_in_its_unit(kind, name, value, told):
    """Bytes of memory and of disks are sold by different multiples."""
    assert attribute_value(EN, kind, name, value) == told


def test_names_leave_the_unit_to_the_value():
    """A known name is translated, an unknown one is made readable."""
    assert attribute_name(VI, "size_bytes") == "Dung lượng"
    assert attribute_name(EN, "fan_speed_hertz") == "Fan speed"
    assert kind_name(EN, "quantum_coprocessor") == "Quantum coprocessor"
    assert thing_name(VI, "memory_module") == "Thanh RAM"
    assert thing_name(EN, "system") == "Machine"


def test_known_reasons_are_translated():
    """The others stay as the agent said them."""
    assert reason_text(VI, "the firmware does not say") == "firmware không cho biết"
    assert reason_text(VI, "moon phase") == "moon phase"
    assert reason_text(EN, "") == "no reason given"


@given(
    st.text(min_size=1),
    st.text(min_size=1),
    st.none() | st.text() | st.integers() | st.floats() | st.booleans(),
)
def test_whatever_an_agent_sends_has_words(kind, name, value):
    """A newer agent's facts show in an older collector."""
    for tongue in (EN, VI):
        assert kind_name(tongue, kind) is not None
        assert attribute_name(tongue, name) is not None
        assert isinstance(attribute_value(tongue, kind, name, value), str)
