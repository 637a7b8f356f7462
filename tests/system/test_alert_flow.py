"""From a broken thing to the right message: real Prometheus, Alertmanager, SMTP, web hook.

The tests stand in the order of one day; each goes on from where the one before ended.
"""

import time

import pytest

from tests.support.alert_flow import OPEN, TOLD_S, closed_now, flow
from tests.support.processes import wait_for

pytestmark = pytest.mark.system

SWITCH = "sw-t1"
SITE = "Trụ sở chính"


@pytest.fixture(scope="module")
def day(tmp_path_factory):
    """Return an office that is closed, with everything running."""
    with flow(tmp_path_factory.mktemp("flow")) as made:
        made.routes(closed_now())
        made.start("alertmanager")
        made.start("prometheus")
        yield made


def count(day, name):
    """Return at how many machines *name* fires."""
    return len(day.firing(name))


def test_at_night_only_what_is_critical_is_told(day):
    """A missing antivirus waits for the morning, a failing drive does not."""
    wait_for(lambda: day.firing("HatangDiskFailing"), within_s=60, name="a drive")
    wait_for(lambda: day.told("HatangDiskFailing"), within_s=60, name="its message")
    wait_for(lambda: day.mailed("HatangDiskFailing"), within_s=60, name="its mail")
    wait_for(lambda: day.firing("HatangAntivirusOff"), within_s=90, name="no antivirus")
    time.sleep(TOLD_S)
    assert not day.mailed("HatangAntivirusOff")


def test_in_the_morning_the_rest_is_told(day):
    """When the office opens; nothing was lost over night."""
    day.routes(OPEN)
    wait_for(lambda: day.mailed("HatangAntivirusOff"), within_s=60, name="no antivirus")
    (text,) = day.mailed("HatangAntivirusOff")
    assert text.startswith("[CẢNH BÁO] ")
    assert "đang tắt." in text
    assert len(day.told("HatangDiskFailing")) == 1


def test_a_drive_that_begins_to_fail_is_told_in_vietnamese(day):
    """By mail and web hook, with machine, place and what to do."""
    found = day.prometheus.query('hatang_disk_health_verdict{verdict="healthy"} == 1')
    labels = next(one for one, _value in found if one["instance"].startswith("PC-"))
    name = labels["instance"]
    day.breaks(drives=[name])
    sentence = (
        f"Ổ {labels['device']} của {name} ({labels['department']} {labels['room']}) "
        "đang hỏng: sao lưu ngay."
    )
    wait_for(lambda: day.mailed(sentence), within_s=60, name=sentence)
    text = day.mailed(sentence)[-1]
    assert "/runbooks/HatangDiskFailing" in text

    def hooked():
        return [
            one["annotations"]["description_vi"]
            for body in day.told("HatangDiskFailing")
            for one in body["alerts"]
        ]

    wait_for(lambda: sentence in hooked(), within_s=60, name="its web hook")


def test_a_dead_switch_with_34_machines_is_one_message(day):
    """Although each of them is silent; killed parts lose it not, nor repeat it."""
    day.breaks(devices=[SWITCH])
    day.restart("prometheus")  # while it may be waiting for the alert to last
    time.sleep(6)
    day.jump(180)  # two polls were missed
    wait_for(lambda: day.told("HatangSwitchDown"), within_s=60, name="the switch")
    day.jump(960)  # machines are silent after ten minutes
    wait_for(
        lambda: count(day, "HatangMachineSilent") >= 30,
        within_s=90,
        name="thirty silent machines",
    )
    day.restart("alertmanager")
    day.restart("collector")
    wait_for(lambda: day.firing("HatangSwitchDown"), within_s=60, name="still down")
    time.sleep(TOLD_S)  # what should be hidden, or be told once, would come now
    assert len(day.told("HatangSwitchDown")) == 1
    assert not day.told("HatangManyMachinesSilent")
    assert not day.mailed("HatangMachineSilent")
    wait_for(lambda: day.mailed("HatangSwitchDown"), within_s=60, name="its mail")
    (text,) = [one for one in day.mailed("HatangSwitchDown") if "ĐÃ HẾT" not in one]
    assert text.startswith("[CẢNH BÁO] Một thiết bị mạng không trả lời.")
    assert f"{SWITCH} ({SITE}" in text


def test_when_it_is_mended_that_is_told_once(day):
    """With the word that it is over."""
    day.breaks()
    wait_for(
        lambda: day.told("HatangSwitchDown", "resolved"), within_s=90, name="resolved"
    )
    subject = "[ĐÃ HẾT] Một thiết bị mạng không trả lời."  # mail and hook come apart
    wait_for(lambda: day.mailed(subject), within_s=60, name=subject)
    wait_for(lambda: not day.firing("HatangMachineSilent"), within_s=60)
    assert not day.mailed("HatangMachineSilent")
    assert len(day.mailed(subject)) == 1


def test_a_cut_line_is_one_message(day):
    """Machines and the server that reads the switches: nobody blames a switch."""
    before = len(day.told("HatangSwitchDown"))
    day.breaks(sites=[SITE])
    wait_for(
        lambda: not day.prometheus.query("hatang_device_up == 1"), within_s=60
    )  # nobody has said anything of them for long enough
    day.jump(300)
    time.sleep(TOLD_S)  # a switch would be blamed now
    day.jump(660)
    wait_for(
        lambda: day.told("HatangManyMachinesSilent"), within_s=90, name="the cut line"
    )
    wait_for(
        lambda: count(day, "HatangMachineSilent") >= 30,
        within_s=90,
        name="thirty silent machines",
    )
    time.sleep(TOLD_S)
    assert len(day.told("HatangManyMachinesSilent")) == 1
    assert len(day.told("HatangSwitchDown")) == before
    assert not day.mailed("HatangMachineSilent")
    wait_for(lambda: day.mailed("HatangManyMachinesSilent"), within_s=60, name="mail")
    (text,) = day.mailed("HatangManyMachinesSilent")
    assert f"100% máy của {SITE} im lặng cùng lúc" in text


def test_the_sign_of_life_never_stopped_but_for_the_restarts(day):
    """A dead man's switch: whoever misses it knows that alerts are broken."""
    alive = [body for path, body in day.hooks.received if path == "/alive"]
    assert len(alive) >= 5
    assert {body["status"] for body in alive} == {"firing"}
    before = len(alive)
    wait_for(
        lambda: sum(p == "/alive" for p, _b in list(day.hooks.received)) > before,
        within_s=30,
        name="another sign of life",
    )
