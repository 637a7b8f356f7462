"""TCP segments as series."""

import pytest

from agent.probe import NoData
from agent.probes.tcp import TcpProbe
from agent.sources.tcp_counters import TcpCounters


def test_both_counters_are_told():
    """As the kernel says them."""
    found = list(TcpProbe(counters=lambda: TcpCounters(100, 3)).read())
    assert [one.value for one in found] == [100, 3]


def test_a_system_that_does_not_count_has_no_data():
    """Not zero."""
    with pytest.raises(NoData):
        list(TcpProbe(counters=lambda: None).read())
