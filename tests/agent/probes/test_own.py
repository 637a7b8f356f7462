"""The probe of the agent itself."""

from collections import namedtuple

from agent.probes.own import OwnProbe
from agent.sources.shapes import Usage
from tests.support.yielded import values

Backlog = namedtuple("Backlog", "reports bytes oldest dropped refused")
Figures = namedtuple("Figures", "acknowledged last_acknowledged failures bytes_sent")
Run = namedtuple("Run", "success duration_s")


def test_what_the_running_agent_knows_is_yielded():
    """The spool and each probe's last run come by injection."""
    probe = OwnProbe(
        usage=lambda: Usage(started=9.0, rss_bytes=20 << 20, cpu_s=1.5),
        backlog=lambda: Backlog(3, 4096, 1795532907.0, 1, 0),
        states=lambda: {"cpu": Run(success=False, duration_s=0.25)},
        figures=lambda: Figures(40, 0.0, 2, 1000),
        version="1.2.3",
    )
    found = values(probe.read())
    assert found["hatang_agent_start_timestamp_seconds",] == 9.0
    assert found["hatang_agent_resident_memory_bytes",] == 20 << 20
    assert found["hatang_agent_spool_oldest_timestamp_seconds",] == 1795532907.0
    assert found["hatang_agent_spool_dropped_reports_total",] == 1
    assert found["hatang_agent_delivery_reports_total",] == 40
    assert ("hatang_agent_delivery_last_success_timestamp_seconds",) not in found
    assert found["hatang_agent_probe_success", "cpu"] == 0
    assert found["hatang_agent_probe_duration_seconds", "cpu"] == 0.25
    assert any(key[:2] == ("hatang_agent_build_info", "1.2.3") for key in found)


def test_alone_it_tells_what_the_process_uses():
    """Without injection the spool and the probes are left out."""
    names = {key[0] for key in values(OwnProbe().read())}
    assert "hatang_agent_cpu_seconds_total" in names
    assert not any("spool" in name or "probe" in name for name in names)


def test_an_empty_spool_has_no_oldest_report():
    """A time that is not there is left out, not zero."""
    probe = OwnProbe(backlog=lambda: Backlog(0, 0, None, 0, 0))
    names = {key[0] for key in values(probe.read())}
    assert "hatang_agent_spool_reports" in names
    assert "hatang_agent_spool_oldest_timestamp_seconds" not in names
