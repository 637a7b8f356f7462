"""What the collector says of a device."""

from agent.switches import metrics
from collector import device_series
from collector.device_series import FAMILIES, METRICS, UP, render
from collector.devices import kept
from tests.support.devices import surveyed
from tests.support.store_values import AGENT


def test_each_family_has_its_line_with_the_labels():
    """A device that does not answer is down, and was seen before."""
    device = kept(None, surveyed(AGENT, 'sw"1', time=5.0))
    lines = render(device, up=False, seen=7.0, room="r\x00", labels=b'instance="x"')
    assert len(lines) == len(FAMILIES)
    assert lines[:3] == (
        b'hatang_device_up{instance="x"} 0\n',
        b'hatang_device_last_seen_timestamp_seconds{instance="x"} 7\n',
        b'hatang_device_survey_timestamp_seconds{instance="x"} 5\n',
    )
    assert b'device_key="sw\\"1",kind="switch",room="r\xef\xbf\xbd"} 1\n' in lines[3]


def test_agents_and_collector_declare_different_metrics_but_for_one():
    """Whether a device is up the collector says in the agent's place."""
    ours = {metric.name for metric in METRICS}
    theirs = {metric.name for metric in metrics.METRICS}
    assert ours & theirs == {UP.name} == {metrics.UP.name}
    assert (UP.kind, UP.labels) == (metrics.UP.kind, metrics.UP.labels)
    assert device_series.UP.help.startswith(metrics.UP.help.split(",", maxsplit=1)[0])
