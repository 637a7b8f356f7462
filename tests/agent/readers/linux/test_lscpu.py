"""lscpu; texts made by hand in its forms."""

import json

import pytest

from agent.readers.errors import ReadError
from agent.readers.linux.lscpu import read_lscpu

TEXT = """Architecture:        aarch64
CPU(s):              8
Vendor ID:           ARM
Model name:          Cortex-A55
Thread(s) per core:  1
Core(s) per socket:  4
Socket(s):           1
Model name:          Cortex-A75
Thread(s) per core:  1
Core(s) per socket:  4
Socket(s):           1
"""


def test_kinds_of_cores_are_added_up():
    """Each has a block of its own."""
    found = read_lscpu(TEXT)
    assert (found.logical, found.cores, found.packages) == (8, 8, 1)
    assert (found.model, found.vendor) == ("Cortex-A55", "ARM")


def test_clusters_stand_for_sockets():
    """Where the firmware describes no sockets."""
    text = TEXT.replace("per socket", "per cluster").replace(
        "Socket(s):  ", "Cluster(s):"
    )
    found = read_lscpu(text)
    assert (found.cores, found.packages) == (8, None)


def test_json_may_be_nested():
    """Newer versions group the fields."""
    inner = [
        {"field": "Core(s) per socket:", "data": "2"},
        {"field": "Socket(s):", "data": "1"},
    ]
    outer = {"field": "Model name:", "data": "-", "children": inner}
    rows = [{"field": "CPU(s):", "data": "4"}, outer, 1]
    found = read_lscpu(json.dumps({"lscpu": rows}))
    assert (found.logical, found.cores, found.model) == (4, 2, None)


def test_other_texts_are_refused():
    """No count, no answer."""
    for text in ("", "{}", "processor : 0\n"):
        with pytest.raises(ReadError):
            read_lscpu(text)
