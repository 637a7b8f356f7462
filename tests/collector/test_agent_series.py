from collector.agent_series import FAMILIES, METRICS, render
from tests.support.exposition import agent, status

LABELS = b'instance="pc-1"'


def test_an_agent_that_reports_is_up_with_its_figures():
    """One chunk for each family, in their order."""
    who = agent(room="302")
    heard = status(who, clock_offset_s=-2.5, pending=3, dropped=4, agent_version="1.2")
    chunks = render(who, heard, "fresh", missing=5, labels=LABELS)
    assert len(chunks) == len(FAMILIES) == len(METRICS)
    page = b"".join(chunks).decode()
    assert 'hatang_agent_up{instance="pc-1"} 1\n' in page
    assert 'hatang_agent_silent{instance="pc-1"} 0\n' in page
    assert 'hatang_agent_clock_offset_seconds{instance="pc-1"} -2.5\n' in page
    assert 'hatang_agent_pending_reports{instance="pc-1"} 3\n' in page
    assert 'hatang_agent_dropped_reports_total{instance="pc-1"} 4\n' in page
    assert 'hatang_agent_missing_reports{instance="pc-1"} 5\n' in page
    assert 'agent_version="1.2",kind="workstation"' in page
    assert 'room="302",state="fresh"} 1\n' in page


def test_only_a_missed_machine_is_silent():
    """A machine that is off is neither up nor silent."""
    who = agent()
    off = b"".join(render(who, status(who), "off", missing=0, labels=LABELS))
    silent = b"".join(render(who, status(who), "silent", missing=0, labels=LABELS))
    assert b'hatang_agent_up{instance="pc-1"} 0' in off
    assert b'hatang_agent_silent{instance="pc-1"} 0' in off
    assert b'hatang_agent_silent{instance="pc-1"} 1' in silent


def test_what_nobody_knows_has_no_line():
    """An agent that never reported has no clock offset and no last report."""
    chunks = render(agent(), None, "expected", missing=0, labels=LABELS)
    assert [bool(chunk) for chunk in chunks] == [True, True, *[False] * 5, True]
