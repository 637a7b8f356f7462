"""The finder's page sorts what fits."""

from collector.topology.shapes import Host, Inputs, Seen
from collector.web.lan.find import found, read_query
from collector.web.lan.model import Lan, Machine
from tests.support.lan_views import NOW, office


def looked(query):
    """Return what fits *query* in the office; one machine hangs nowhere known."""
    lan = office()
    machines = {**lan.machines, "pc-9": Machine("pc-9", "PC-9")}
    lan = Lan(lan.devices, machines, lan.topology)
    seen = tuple(Seen(d.id, "", NOW, d.survey) for d in lan.devices.values())
    return found(
        query, lan, Inputs(seen, (Host("pc-9", "PC-9", "", ("00:00:00:00:00:09",)),))
    )


def test_a_mac_address_is_found_in_any_notation():
    """As Windows, Cisco or Unix write it."""
    for text in ("00-00-00-00-00-01", "0000.0000.0001", "00:00:00:00:00:01"):
        hits = looked(text)
        assert [one.agent for one in hits.attachments] == ["pc-1"]
        assert hits.count == 1


def test_addresses_and_names_are_found():
    """Whole, or a part of a name."""
    assert [one.name for one in looked("10.0.0.12").attachments] == ["may-2"]
    assert [one.name for one in looked("may").attachments] == ["may-2"]


def test_devices_stand_for_themselves():
    """Their page says the rest."""
    assert [device.name for device in looked("sw-").devices] == ["sw-1", "sw-2"]


def test_a_machine_that_no_switch_has_seen_is_told():
    """Known, but nowhere."""
    assert [machine.name for machine in looked("pc-9").machines] == ["PC-9"]


def test_nothing_fits_nothing():
    """And what is typed is bounded."""
    assert looked("").count == 0
    assert looked("nobody").count == 0
    assert len(read_query("x" * 9999)) == 255
    assert read_query("  a \n b ") == "a b"
