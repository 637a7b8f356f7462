"""From a real agent's facts to findings that a restart does not begin anew."""

import json

import pytest

from tests.support.processes import wait_for
from tests.support.rig import AgentRig, CollectorRig

pytestmark = pytest.mark.system


def test_findings_of_a_real_machine_keep_their_dates_through_a_restart(tmp_path):
    """They stand on the API, on the pages and for Prometheus within seconds."""
    collector = CollectorRig(tmp_path / "collector")
    collector.start()
    agent = AgentRig(tmp_path / "agent", settings="report_interval_s = 15\n")
    me = agent.enrol(collector.token())
    agent.start()

    def told():
        return json.loads(collector.get(f"/api/v1/agents/{me}/findings"))

    def since():
        return {(f["kind"], f["subject"]): f["since"] for f in told()["findings"]}

    try:
        wait_for(lambda: told()["facts_time"], within_s=90, name="it is judged")
        agent.kill()
        before = since()
        assert before
        page = collector.get(f"/metrics/agent/{me}").decode()
        assert 'hatang_machine_findings{severity="critical"}' in page
        assert b"/machines/" + me.encode() in collector.get("/data-safety")
        collector.kill()
        collector.start()
        wait_for(lambda: told()["facts_time"], within_s=60, name="it is judged again")
        again = since()
        common = before.keys() & again.keys()
        assert common
        assert {k: before[k] for k in common} == {k: again[k] for k in common}
    finally:
        agent.kill()
        collector.kill()
