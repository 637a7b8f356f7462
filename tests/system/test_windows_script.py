"""The script for old Windows and a real collector, over TLS 1.2."""

import pytest

from tests.support.old_windows import OldWindows
from tests.support.processes import wait_for
from tests.support.rig import CollectorRig
from tests.support.script_network import makers

pytestmark = pytest.mark.system


@pytest.fixture
def collector(tmp_path):
    """Return a collector that serves."""
    rig = CollectorRig(tmp_path)
    rig.start()
    yield rig
    rig.kill()


def post(folder, pc):
    """Run the script on *pc* with the token in *folder*; return its exit code."""
    script = pc.script(folder)
    script.makers |= makers(lambda: script.get("script:Authority"))
    return script.run(TokenFile="token.txt", Room="P.204")


def test_a_report_is_kept_and_shown(tmp_path, collector):
    """Enrolled by a token, posted twice, and one machine with its facts."""
    (tmp_path / "token.txt").write_text(collector.token())
    for _ in range(2):
        pc = OldWindows()
        assert post(tmp_path, pc) == 0, pc.said
    [machine] = collector.machines()
    assert machine["hostname"] == "PC7"
    assert collector.stop() == 0
    stored = collector.stored()
    assert len(stored) == 2
    assert {report.sequence for _, report in stored} == {1}
    assert stored[0][1].facts["volume"]["C:"].attributes["protection"] == "off"


def test_a_revoked_pc_is_told_so(tmp_path, collector):
    """It posts nothing more."""
    (tmp_path / "token.txt").write_text(collector.token())
    assert post(tmp_path, OldWindows()) == 0
    [machine] = collector.machines()
    collector.command("agents", "revoke", machine["id"])
    pc = OldWindows()
    wait_for(lambda: post(tmp_path, pc) == 1, within_s=60, name="the collector knows")
    assert "refuses" in pc.said[-1]
