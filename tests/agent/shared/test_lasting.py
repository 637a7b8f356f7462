"""History without what changes by mere use."""

from agent.shared.lasting import lasting
from agent.shared.wire import Item


def test_history_leaves_out_what_changes_by_mere_use():
    """A backup of last night is no change of the machine."""
    item = Item(
        {"tool": "restic", "last_success_timestamp_seconds": 5.0}, {"proof": "none"}
    )
    kept = lasting({"backup": {"home": item}, "cpu": {"": Item({"cores": 2})}})
    assert kept["backup"]["home"] == Item({"tool": "restic"}, {"proof": "none"})
    assert kept["cpu"][""].attributes == {"cores": 2}


def test_another_address_is_no_history_either():
    """A machine gets a new one whenever DHCP likes."""
    item = Item({"mac": "00:00:5e:00:53:01", "addresses": "192.0.2.7/24"})
    kept = lasting({"network_interface": {"eth0": item}})
    assert kept["network_interface"]["eth0"] == Item({"mac": "00:00:5e:00:53:01"})
