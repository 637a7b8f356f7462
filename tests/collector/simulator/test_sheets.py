"""Simulated tables name what the agent's own probes declare."""

import datetime as dt

import pytest

from agent.probes import boot, cpu, disk, filesystem, memory, network, pressure
from agent.shared.wire import check_table
from agent.switches import metrics
from collector.simulator.fleet import make_fleet
from collector.simulator.sheets import device_sheet, pc_sheets
from tests.support.simulated import SMALL

DECLARED = {
    metric.name: metric
    for probe in (
        boot.BootProbe,
        cpu.CpuProbe,
        disk.DiskProbe,
        filesystem.FilesystemProbe,
        memory.MemoryProbe,
        network.NetworkProbe,
        pressure.PressureProbe,
    )
    for metric in probe.metrics
}
DECLARED |= {
    found.name: found
    for value in vars(metrics).values()
    for found in (value.values() if isinstance(value, dict) else (value,))
    if hasattr(found, "kind") and hasattr(found, "labels")
}


@pytest.fixture(scope="module")
def fleet():
    """Return a small fleet."""
    return make_fleet(SMALL, dt.date(2026, 11, 24))


def test_metrics_are_those_of_the_agent(fleet):
    """Names, kinds and labels are as probes declare them."""
    sheets = [s for pc in fleet.pcs for s in pc_sheets(pc, 900.0) if s is not None]
    sheets += [device_sheet(device, 900.0) for device in fleet.devices]
    assert len({sheet.id for sheet in sheets}) > 8
    for sheet in sheets:
        check_table(sheet.table)
        for metric in sheet.table.metrics:
            declared = DECLARED[metric.name]
            assert (metric.kind, metric.labels) == (declared.kind, declared.labels)
