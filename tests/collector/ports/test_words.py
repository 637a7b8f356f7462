"""How rules say what they found."""

from collector.ports.words import label, rounded, wired
from tests.support.port_cases import case, port


def test_a_port_is_called_by_its_key_and_what_was_written_beside():
    """An alias that says the same is left out."""
    assert label(port()) == "Gi1"
    assert label(port(alias=" Kế toán ")) == "Gi1 (Kế toán)"
    assert label(port(alias="Gi1")) == "Gi1"


def test_evidence_has_two_digits():
    """So that it does not change each hour."""
    assert rounded(0.00123456) == 0.0012
    assert rounded(0.0) == 0.0


def test_aggregates_and_virtual_ports_take_no_cable():
    """They are judged by their members."""
    ports = (port(1), port(2, type=161), port(3, physical=False))
    assert [one.index for one in wired(case(*ports))] == [1]
