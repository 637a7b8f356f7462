"""The readers of Linux, let loose on recorded trees of other people's machines."""

import json
import tarfile
from pathlib import Path

import pytest

from agent.sources import disks, interfaces, mounts, procfs, sensors, tasks
from tests.support.trees import NEEDS_LINKS

FOLDER = Path(__file__).parents[4] / "shared" / "host-fixtures" / "linux-sysroot"
TREES = sorted(FOLDER.glob("*.tar.*z"))


@pytest.fixture
def tree(request, shared, tmp_path):
    """Return the root of one recorded machine, and what is expected of it."""
    with tarfile.open(request.param) as archive:
        archive.extractall(tmp_path, filter="tar")
    (root,) = [path for path in tmp_path.iterdir() if path.is_dir()]
    expected = json.loads(Path(f"{request.param}.expected.json").read_text())
    return root, expected["expected"]


@NEEDS_LINKS
@pytest.mark.parametrize("tree", TREES, indirect=True, ids=lambda p: p.name)
def test_no_machine_makes_a_reader_fail(tree):
    """Whatever is missing, every question has an answer or none."""
    root, expected = tree
    now = procfs.cpu(root=root)
    megahertz = expected.get("max_mhz") if isinstance(expected, dict) else None
    if now.max_hertz is not None and megahertz:
        assert now.max_hertz == pytest.approx(float(megahertz) * 1e6)
    procfs.memory(root=root)
    procfs.boot_time(root=root)
    disks.disks(root=root)
    mounts.filesystems(root=root)
    interfaces.interfaces(root=root)
    sensors.temperatures(root=root)
    sensors.battery(root=root)
    tasks.processes(root=root)
    tasks.sessions(root=root)
    tasks.pressure(root=root)
    tasks.own(root=root)


def test_the_recordings_are_found(shared):
    """An empty list of recordings would test nothing."""
    assert TREES
