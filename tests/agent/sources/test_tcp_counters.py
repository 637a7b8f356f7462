"""What the kernel counts of TCP."""

import sys

from hypothesis import given
from hypothesis import strategies as st

from agent.sources.tcp_counters import TcpCounters, parse_snmp, tcp_counters

SNMP = """Ip: Forwarding DefaultTTL
Ip: 1 64
Tcp: RtoAlgorithm RtoMin MaxConn InSegs OutSegs RetransSegs InErrs
Tcp: 1 200 -1 500 400 7 0
Udp: InDatagrams
Udp: 5
"""


def test_the_columns_are_found_by_their_names():
    """MaxConn is -1, and there are more columns from kernel to kernel."""
    assert parse_snmp(SNMP) == TcpCounters(400, 7)
    assert parse_snmp(SNMP.replace("RetransSegs", "Other")) is None
    assert parse_snmp("") is None


@given(st.text(max_size=300))
def test_anything_else_says_nothing(text):
    """Nothing raises."""
    assert parse_snmp(text) is None
    parse_snmp("Tcp: OutSegs RetransSegs\nTcp: " + text)


def test_this_machine_says_them(tmp_path):
    """A system without the file says nothing."""
    if sys.platform == "linux":
        assert tcp_counters(root=tmp_path) is None
    found = tcp_counters()
    assert found is None or found.sent >= 0


class Api:
    """iphlpapi with numbers of ours; IPv6 may be missing."""

    def __init__(self, *families):
        self._families = families

    def GetTcpStatisticsEx(self, numbers, family):  # noqa: N802
        if family.value not in self._families:
            return 50
        numbers[9], numbers[10] = 1000, 10
        return 0


def test_windows_has_one_table_for_each_internet():
    """They are added up."""
    assert tcp_counters(iphlpapi=Api(2, 23)) == TcpCounters(2000, 20)
    assert tcp_counters(iphlpapi=Api(2)) == TcpCounters(1000, 10)
    assert tcp_counters(iphlpapi=Api()) is None
