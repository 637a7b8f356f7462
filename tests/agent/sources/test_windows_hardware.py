"""Processors, memory and names of Windows machines, from recordings."""

import json

from agent.sources.windows_doors import natural
from agent.sources.windows_hardware import cpu, gpus, memory, names
from tests.support.wmi_text import read_wmi


def recorded(shared, class_name):
    """Yield (path, rows, expected) of the recordings of a class."""
    for path in sorted((shared / "host-fixtures/windows-wmi").glob("*.wmi")):
        if path.stem.endswith(f"-{class_name}"):
            text = path.with_name(path.name + ".expected.json").read_text()
            yield path, read_wmi(path), json.loads(text)["expected"]


def test_recorded_processors_are_counted(shared):
    """A system that counts no cores leaves sockets and cores unknown."""
    for path, rows, expected in recorded(shared, "Win32_Processor"):
        sockets = expected["instances"]
        found = cpu(rows)
        cores = [s["cores"] for s in sockets]
        assert found.model.split() == sockets[0]["name"].split(), path.name
        assert found.vendor == sockets[0]["manufacturer"]
        assert found.cores == (sum(cores) if all(cores) else None)
        assert found.sockets == (len(sockets) if all(cores) else None)
        threads = [s["logical"] for s in sockets]
        assert found.threads == (sum(threads) if all(threads) else None)


def test_recorded_modules_are_read(shared):
    """Every module is the one that careful readers found."""
    for path, rows, expected in recorded(shared, "Win32_PhysicalMemory"):
        found = memory(rows, [])
        assert found.installed_bytes == expected["installed_bytes"], path.name
        for module, wanted in zip(found.modules, expected["modules"], strict=True):
            assert {name: getattr(module, name) for name in wanted} == wanted


def test_recorded_arrays_count_slots(shared):
    """Slots and the most memory that fits."""
    for _, rows, expected in recorded(shared, "Win32_PhysicalMemoryArray"):
        found = memory([], rows)
        assert len(found.slots) == expected["slots_total"]
        assert found.maximum_bytes == expected["max_capacity_bytes"]
        assert found.installed_bytes is None


def test_recorded_names_are_those_that_people_use(shared):
    """Lenovo's name stands in the family."""
    for _, rows, expected in recorded(shared, "Win32_ComputerSystem"):
        found = names(rows, memory([], []))
        assert found.vendor == expected["manufacturer"]
        assert found.model == expected["family"]
        total = natural(rows[0]["TotalPhysicalMemory"])
        assert total == expected["total_physical_memory_bytes"]


def test_nothing_is_known_of_no_rows():
    """An empty answer claims nothing."""
    assert cpu([]).threads is None
    assert names([], memory([], [])).vendor is None
    assert gpus([{"DeviceID": "VideoController1", "Name": "Intel(R) UHD"}])[
        "VideoController1"
    ].model
