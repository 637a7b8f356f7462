"""An agent that reads recorded devices and reports for them, killed in between."""

import msgspec
import pytest

from agent.shared import wire
from agent.shared.survey import Survey
from tests.support.agreement import required
from tests.support.fake_collector import FakeCollector
from tests.support.processes import wait_for
from tests.support.rig import PYTHON, AgentRig, run
from tests.support.snmprec import FOLDER
from tests.support.snmpsim import snmpsim

pytestmark = pytest.mark.system

NAMES = ("zyxel-gs1900-48", "dlink-dgs-1510-28", "nas-synology-ds214se")
RATE = 125_000
_OCTETS = ("1.3.6.1.2.1.31.1.1.1.6.", "1.3.6.1.2.1.31.1.1.1.10.")


@pytest.fixture(scope="module")
def devices(tmp_path_factory):
    """Return the address of an agent that is the devices, whose octets count."""
    if not FOLDER.is_dir() and not required():
        pytest.skip(f"no recordings of devices in {FOLDER}")
    folder = tmp_path_factory.mktemp("devices")
    data = folder / "data"
    data.mkdir()
    for name in NAMES:
        lines = (FOLDER / f"{name}.snmprec").read_text("latin-1").splitlines()
        counting = [_counting(line) for line in lines]
        (data / f"{name}.snmprec").write_text("\n".join(counting) + "\n", "latin-1")
    with snmpsim(folder, data=data) as address:
        yield address


def _counting(line):
    """Return a line of a recording; octets of 64 bits grow with the time."""
    name, tag, _ = line.split("|", 2)
    if tag == "70" and name.startswith(_OCTETS):
        return f"{name}|70:numeric|rate={RATE},initial=5000000000"
    return line


def settings(folder, address):
    """Return the settings that name the devices, each with its community."""
    text = (
        "report_interval_s = 5\n[switches]\ninterval_s = 10\nsurvey_interval_s = 60\n"
    )
    for name in NAMES:
        secret = folder / name
        secret.write_text(name)
        secret.chmod(0o600)
        text += f'[[switches.credentials]]\nname = "{name}"\n'
        text += f'community_file = "{secret}"\n'
        text += f'[[switches.devices]]\nname = "{name}"\n'
        text += f'address = "{address.host}:{address.port}"\ncredential = "{name}"\n'
    return text


def readings(collector):
    """Yield (device, time, values by series) of all readings of ports, in order."""
    for body in list(collector.reports.values()):
        report = wire.decode(body, wire.Report)
        for reading in report.readings:
            table = collector.tables[reading.table]
            if table.device and table.probe == "switch_ports":
                names = [(table.metrics[i].name, *labels) for i, labels in table.series]
                values = dict(zip(names, reading.values, strict=True))
                yield table.device, report.uptime_s + reading.offset_s, values


def surveys(collector):
    """Return the surveys that arrived, by device."""
    return {
        survey.device: survey
        for body in list(collector.reports.values())
        for raw in wire.decode(body, wire.Report).surveys
        for survey in [msgspec.json.decode(raw, type=Survey)]
    }


def rates(collector):
    """Return the rates of octets between consecutive readings, where they grew."""
    last, found = {}, []
    for device, at, values in readings(collector):
        for name, value in values.items():
            if name[0].endswith("receive_bytes_total") and value is not None:
                before, then = last.get((device, name), (None, 0.0))
                if before is not None and value >= before:
                    found.append((value - before) / (at - then))
                last[device, name] = (value, at)
    return found


def test_devices_are_reported_and_a_kill_gives_no_false_rate(devices, tmp_path):
    """Readings and surveys arrive with their device; counting begins anew at 0."""
    collector = FakeCollector(tmp_path)
    rig = AgentRig(tmp_path / "agent", settings=settings(tmp_path, devices))
    rig.enrol(collector.token(), own_machine=False)

    def polls():
        found = [device for device, _, _ in readings(collector)]
        return min(found.count(name) for name in NAMES)

    try:
        rig.start()
        wait_for(lambda: polls() >= 3, within_s=120, name="three polls of each")
        wait_for(lambda: len(surveys(collector)) == 3, within_s=60, name="surveys")
        rig.kill()
        before, when = polls(), len(collector.reports)
        rig.start()
        wait_for(lambda: polls() >= before + 3, within_s=120, name="polls again")
        assert rig.program.stop() == 0
    finally:
        rig.kill()
        collector.close()
    assert when > 0
    found = surveys(collector)
    assert {name: len(survey.ports) > 2 for name, survey in found.items()} == (
        dict.fromkeys(NAMES, True)
    )
    seen = rates(collector)
    assert len(seen) > 100
    assert max(seen) < RATE * 1.3
    grew = [rate for rate in seen if rate > RATE * 0.7]
    assert len(grew) > len(seen) / 3
    assert "community" not in rig.output()
    assert not any(name in rig.output() for name in ("Traceback", "broke"))


def test_once_prints_the_devices_and_the_doctor_says_what_is_wrong(devices, tmp_path):
    """In a form that Prometheus reads, each series with its device."""
    rig = AgentRig(tmp_path / "agent", settings=settings(tmp_path, devices))
    text = run([*PYTHON, "agent", "once", "--text", "--config", str(rig.settings)])
    for name in NAMES:
        assert f'hatang_device_up{{device="{name}"}} 1' in text
    assert "hatang_switch_port_up{device=" in text
    good = run([*PYTHON, "agent", "check", str(rig.settings)])
    assert "3" in good
