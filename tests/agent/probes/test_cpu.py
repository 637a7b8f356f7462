"""The probe of the processors."""

import pytest

from agent.probe import NoData
from agent.probes.cpu import CpuProbe
from agent.sources.shapes import Cpu
from tests.support.yielded import values


def test_what_is_known_is_yielded():
    """Each value under its name and labels."""
    found = values(
        CpuProbe(
            read=lambda: Cpu(
                seconds={"idle": 2.5}, count=4, load=(1.0, 2.0, 3.0), queue=6
            )
        ).read()
    )
    assert found == {
        ("hatang_cpu_seconds_total", "idle"): 2.5,
        ("hatang_load_average", "1"): 1.0,
        ("hatang_load_average", "5"): 2.0,
        ("hatang_load_average", "15"): 3.0,
        ("hatang_cpus",): 4,
        ("hatang_cpu_queue_tasks",): 6,
    }


def test_a_machine_without_it_has_no_data():
    """What is not there is not a failure."""
    with pytest.raises(NoData):
        list(CpuProbe(read=Cpu).read())
