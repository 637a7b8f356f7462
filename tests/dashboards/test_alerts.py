"""Every alert before promtool: it fires, it stays silent, and says exactly this."""

import ast
import re
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

from dashboards.alert import COLLECTOR
from dashboards.alerts import every, runbooks
from dashboards.generate import RULES, RUNBOOKS, files
from tests.support.processes import need
from tests.support.prometheus import promtool

pytestmark = pytest.mark.system

ROOT = Path(__file__).parents[2]
BY_NAME = {alert.name: alert for alert in every()}
PC = {
    "instance": "PC-VP-01",
    "site": "hq",
    "department": "Văn phòng",
    "room": "P.101",
    "role": "",
    "kind": "workstation",
}
SWITCH = {"instance": "sw-t1", "site": "hq", "room": "P.1", "kind": "switch"}
AGENT = {"instance": "SRV-1", "site": "hq"}
PRINTER = {"instance": "in-1", "site": "hq", "room": "P.2", "kind": "printer"}


class Case(NamedTuple):
    """What makes an alert fire at a time, what does not, and what it then says."""

    name: str
    fires: dict[str, str]
    silent: dict[str, str]
    at: str
    labels: dict[str, str]
    vi: str
    en: str


def series(name, labels=None, **more):
    """Return a series as Prometheus writes it; empty labels are none."""
    told = {**(labels or {}), **more}
    inner = ",".join(f'{n}="{v}"' for n, v in told.items() if v)
    return f"{name}{{{inner}}}"


def found(finding, labels=PC, **more):
    """Return the series of a finding."""
    return series(
        "hatang_finding_since_timestamp_seconds", labels, finding=finding, **more
    )


def at_fault(cause, kind, place):
    """Return the series of an open incident."""
    told = {"incident": "i1", "cause": cause, "kind": kind, "site": "hq"}
    return series("hatang_incident_confidence_ratio", told, place=place)


def kept(labels, *without, **more):
    """Return labels that are not empty, without some."""
    told = {**labels, **more}
    return {n: v for n, v in told.items() if v and n not in without}


def read(device, *, agent="1000+60x400"):
    """Return who reads *device*, which was last seen at 900, and when that one told."""
    return {
        series("hatang_device_identity_info", device, agent_id="a1"): "1x400",
        series("hatang_device_last_seen_timestamp_seconds", device): "900x400",
        series("hatang_agent_identity_info", AGENT, agent_id="a1"): "1x400",
        series("hatang_agent_last_report_timestamp_seconds", AGENT): agent,
    }


PLACE = "PC-VP-01 (Văn phòng P.101)"
CASES = (
    Case(
        "HatangMachineSilent",
        {series("hatang_agent_silent", PC): "1x60"},
        {series("hatang_agent_silent", PC): "1x20 0x40"},
        "35m",
        kept(PC),
        f"{PLACE} im lặng hơn nửa giờ trong giờ làm việc.",
        f"{PLACE} has been silent for more than half an hour of office hours.",
    ),
    Case(
        "HatangManyMachinesSilent",
        {series("hatang_agent_silent", PC, instance=f"p{n}"): "1x60" for n in range(5)},
        {
            series("hatang_agent_silent", PC, instance=f"p{n}"): "1x60"
            if n < 5
            else "0x60"
            for n in range(20)
        },
        "15m",
        {"site": "hq"},
        "100% máy của hq im lặng cùng lúc: thường do mất điện, đường truyền hoặc thiết bị "
        "chuyển mạch chính.",
        "100% of the machines of hq are silent together: as a rule power, the line, or the "
        "main switch.",
    ),
    Case(
        "HatangDiskFailing",
        {found("disk_failing", subject="sda", severity="critical"): "1800000000x60"},
        {found("disk_watch", subject="sda", severity="warning"): "1800000000x60"},
        "1m",
        kept(PC, finding="disk_failing", subject="sda"),
        f"Ổ sda của {PLACE} đang hỏng: sao lưu ngay.",
        f"Drive sda of {PLACE} is failing: copy the documents now.",
    ),
    Case(
        "HatangCanaryChanged",
        {found("canary_changed", severity="critical"): "1800000000x60"},
        {found("canary_missing", severity="warning"): "1800000000x60"},
        "1m",
        kept(PC, finding="canary_changed"),
        f"Tệp canh trên {PLACE} đã đổi: rút dây mạng của máy ngay.",
        f"A canary file on {PLACE} was changed: pull its network cable now.",
    ),
    Case(
        "HatangAntivirusOff",
        {found("antivirus_off", severity="critical"): "1800000000x100"},
        {found("antivirus_off", severity="critical"): "1800000000x30 stale"},
        "65m",
        kept(PC, finding="antivirus_off"),
        f"Phần mềm phòng chống mã độc trên {PLACE} đang tắt.",
        f"Anti-malware on {PLACE} is switched off.",
    ),
    Case(
        "HatangFilesystemFull",
        {
            series("hatang_filesystem_available_bytes", PC, mountpoint="C:"): "7e9x60",
            series("hatang_filesystem_size_bytes", PC, mountpoint="C:"): "100e9x60",
        },
        {
            series("hatang_filesystem_available_bytes", PC, mountpoint="C:"): "9e9x60",
            series("hatang_filesystem_size_bytes", PC, mountpoint="C:"): "100e9x60",
            series("hatang_filesystem_available_bytes", PC, mountpoint="D:"): "40e9x60",
            series("hatang_filesystem_size_bytes", PC, mountpoint="D:"): "1000e9x60",
        },
        "35m",
        kept(PC, mountpoint="C:"),
        f"C: của {PLACE} còn 7% trống.",
        f"C: of {PLACE} has 7% left.",
    ),
    Case(
        "HatangBackupsBad",
        {
            found("backup_stale", subject="a", severity="warning"): "1800000000x300",
            found("backup_failed", subject="b", severity="warning"): "1800000000x300",
        },
        {found("backup_unproven", subject="a", severity="info"): "1800000000x300"},
        "245m",
        {"site": "hq"},
        "1 máy của hq có bản sao lưu cũ, lỗi hoặc chưa có lần nào.",
        "1 machines of hq have backups that are old, failed or never ran.",
    ),
    Case(
        "HatangSwitchDown",
        {series("hatang_device_up", SWITCH): "0x60", **read(SWITCH)},
        {
            series("hatang_device_up", SWITCH): "0x60",
            **read(SWITCH, agent="960x400"),  # both fell silent together
        },
        "9m",
        kept(SWITCH, agent_id="a1"),
        "sw-t1 (hq P.1) không trả lời đã 5 phút.",
        "sw-t1 (hq P.1) has not answered for 5 minutes.",
    ),
    Case(
        "HatangDeviceDown",
        {series("hatang_device_up", PRINTER): "0x300", **read(PRINTER)},
        {series("hatang_device_up", SWITCH): "0x300", **read(SWITCH)},
        "244m",
        kept(PRINTER, agent_id="a1"),
        "in-1 (printer, P.2) không trả lời đã 4 giờ.",
        "in-1 (printer, P.2) has not answered for 4 hours.",
    ),
    Case(
        "HatangPortFaulty",
        {
            found("port_errors", SWITCH, subject="Gi0/1", severity="warning"): (
                "1800000000x100"
            )
        },
        {
            found(
                "port_errors", SWITCH, subject="Gi0/1", severity="info"
            ): "1800000000x100"
        },
        "31m",
        kept(SWITCH, finding="port_errors", subject="Gi0/1"),
        "Cổng Gi0/1 của sw-t1: port_errors.",
        "Port Gi0/1 of sw-t1: port_errors.",
    ),
    Case(
        "HatangUpsOnBattery",
        {series("hatang_device_ups_on_battery", PRINTER, instance="ups"): "1x60"},
        {series("hatang_device_ups_on_battery", PRINTER, instance="ups"): "0x60"},
        "2m",
        kept(PRINTER, instance="ups"),
        "ups (P.2) đang dùng ắc quy.",
        "ups (P.2) runs on its battery.",
    ),
    Case(
        "HatangLineDown",
        {at_fault("operator", "out", "main"): "0.9x60"},
        {
            at_fault("operator", "out", "main"): "0.5x60",
            at_fault("line", "loss", "main"): "0.9x60",
            at_fault("lan", "out", "sw-t1"): "0.9x60",
        },
        "2m",
        {
            "incident": "i1",
            "cause": "operator",
            "kind": "out",
            "site": "hq",
            "place": "main",
        },
        "main (hq): không gì phía sau cổng mạng trả lời; lỗi ở nhà cung cấp.",
        "main (hq): nothing behind the gateway answers; at fault is the operator.",
    ),
    Case(
        "HatangLinePoor",
        {at_fault("line", "full", "main"): "0.9x60"},
        {
            at_fault("line", "full", "main"): "0.9x8 stale",
            at_fault("line", "out", "main"): "0.9x60",
        },
        "12m",
        {
            "incident": "i1",
            "cause": "line",
            "kind": "full",
            "site": "hq",
            "place": "main",
        },
        "main (hq): full.",
        "main (hq): full.",
    ),
    Case(
        "HatangServiceFailing",
        {at_fault("far_end", "out", "portal"): "0.9x60"},
        {
            at_fault("far_end", "out", "portal"): "0.9x2 stale",
            at_fault("pc", "service", "PC-1"): "0.9x60",
        },
        "4m",
        {
            "incident": "i1",
            "cause": "far_end",
            "kind": "out",
            "site": "hq",
            "place": "portal",
        },
        "portal: bên kia không trả lời, nơi khác vẫn tốt.",
        "portal: the other end does not answer, all else does.",
    ),
    Case(
        "HatangAlive",
        {},
        {},
        "1m",
        {},
        "Nếu tin này ngừng đến, đường cảnh báo đã hỏng.",
        "If this message stops coming, the way of alerts is broken.",
    ),
    Case(
        "HatangCollectorDown",
        {series("up", job="hatang-collector", instance="c"): "0x60"},
        {series("up", job="hatang-collector", instance="c"): "1x60"},
        "6m",
        {"job": "hatang-collector", "instance": "c"},
        "Prometheus không đọc được bộ thu thập đã 5 phút; báo cáo chờ trên các máy.",
        "Prometheus cannot read the collector for 5 minutes; reports wait on the machines.",
    ),
    Case(
        "HatangStoreFailing",
        {series("hatang_collector_commit_failures_total", instance="c"): "0+1x60"},
        {series("hatang_collector_commit_failures_total", instance="c"): "7x60"},
        "30m",
        {"instance": "c"},
        "Kho dữ liệu từ chối 10 lần ghi trong 10 phút.",
        "The store refused 10 writes within 10 minutes.",
    ),
    Case(
        "HatangJobFailing",
        {series("hatang_collector_job_success", job_name="roll_up"): "0x100"},
        {series("hatang_collector_job_success", job_name="roll_up"): "0x30 1x70"},
        "65m",
        {"job_name": "roll_up"},
        "Công việc roll_up lỗi đã hơn một giờ.",
        "The job roll_up has failed for more than an hour.",
    ),
    Case(
        "HatangReportsLost",
        {series("hatang_agent_dropped_reports_total", PC): "0+1x120"},
        {series("hatang_agent_dropped_reports_total", PC): "5x120"},
        "90m",
        kept(PC),
        "PC-VP-01 bỏ 60 báo cáo trong một giờ.",
        "PC-VP-01 gave up 60 reports in an hour.",
    ),
    Case(
        "HatangAgentsQuarantined",
        {series("hatang_fleet_agents", site="hq", state="quarantined"): "2x60"},
        {series("hatang_fleet_agents", site="hq", state="active"): "2x60"},
        "6m",
        {},
        "2 máy bị cách ly: thường do nhân bản ổ đĩa.",
        "2 machines are quarantined: as a rule a cloned disk.",
    ),
)


def judged(case, values, alerts):
    """Return a test of promtool: what stands at the case's time."""
    return {
        "interval": "1m",
        "input_series": [
            {"series": name, "values": told} for name, told in values.items()
        ],
        "alert_rule_test": [
            {"eval_time": case.at, "alertname": case.name, "exp_alerts": alerts}
        ],
    }


def expected(case):
    """Return the alert that is expected, with its whole text."""
    alert = BY_NAME[case.name]
    severity = case.labels.get("severity", alert.severity)
    return {
        "exp_labels": {**case.labels, "severity": severity},
        "exp_annotations": {
            "summary": alert.summary.en,
            "summary_vi": alert.summary.vi,
            "description": case.en,
            "description_vi": case.vi,
            "runbook_url": f"{COLLECTOR}/runbooks/{case.name}",
        },
    }


def run(tmp_path, *tests):
    """Run *tests* with promtool; it fails where anything else stands."""
    path = tmp_path / "test.yml"
    document = {
        "rule_files": [str(RULES)],
        "evaluation_interval": "1m",
        "tests": list(tests),
    }
    path.write_text(yaml.safe_dump(document, allow_unicode=True), encoding="utf-8")
    promtool("test", "rules", str(path))


def test_every_alert_has_its_case():
    """A new alert is tested, too."""
    assert sorted(case.name for case in CASES) == sorted(BY_NAME)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_an_alert_fires_with_exactly_this_text(tmp_path, case):
    """In both languages, with its labels and its runbook."""
    need("promtool")
    run(tmp_path, judged(case, case.fires, [expected(case)]))


@pytest.mark.parametrize(
    "case", [c for c in CASES if c.name != "HatangAlive"], ids=lambda case: case.name
)
def test_an_alert_stays_silent(tmp_path, case):
    """Where it is not yet so, no longer so, or something else."""
    need("promtool")
    run(tmp_path, judged(case, case.silent, []))


def test_machines_behind_a_dead_switch_are_not_many_silent_machines(tmp_path):
    """One cause is one message; without that switch's death it would be another."""
    need("promtool")
    case = next(c for c in CASES if c.name == "HatangManyMachinesSilent")
    behind = {
        series("hatang_agent_silent", PC, instance=f"p{n}", switch="sw-t1"): "1x60"
        for n in range(30)
    }
    dead = {**SWITCH, "switch": "sw-t1"}
    switch = {series("hatang_device_up", dead): "0x60", **read(dead)}
    run(tmp_path, judged(case, {**behind, **switch}, []))
    run(tmp_path, judged(case, behind, [expected(case)]))


def test_a_machine_with_two_sets_of_labels_breaks_no_rule(tmp_path):
    """Prometheus was killed while a machine moved to another switch."""
    need("promtool")
    case = next(c for c in CASES if c.name == "HatangSwitchDown")
    moved = {
        series(
            "hatang_agent_identity_info", AGENT, agent_id="a1", switch="sw-t9"
        ): "1x400",
        series(
            "hatang_agent_last_report_timestamp_seconds", AGENT, switch="sw-t9"
        ): "1000+60x400",
    }
    run(tmp_path, judged(case, {**case.fires, **moved}, [expected(case)]))


def test_a_case_that_is_wrong_is_found(tmp_path):
    """The tests above are no formality."""
    need("promtool")
    case = CASES[0]
    with pytest.raises(AssertionError):
        run(tmp_path, judged(case, case.silent, [expected(case)]))


def test_promtool_finds_no_fault():
    """With all of its lints."""
    need("promtool")
    promtool("check", "rules", "--lint=all", "--lint-fatal", str(RULES))


@pytest.mark.parametrize("path", files(), ids=lambda path: path.name)
def test_files_are_those_of_the_code(path):
    """Written by ``python -m dashboards.generate``."""
    assert path.read_text(encoding="utf-8") == files()[path]


def test_no_runbook_is_left_over():
    """One of an alert that is gone would mislead."""
    assert {path.stem for path in RUNBOOKS.glob("*.md")} == {
        alert.name for alert in runbooks()
    }


def test_only_series_that_we_have_are_named():
    """A rule of another name would never fire, and nobody would know."""
    known = set()
    for folder in ("agent", "collector"):
        for path in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    known.update(re.findall(r"^hatang_\w+$", node.value))
    for alert in BY_NAME.values():
        named = set(re.findall(r"hatang_\w+", alert.expr))
        assert named <= known, (alert.name, named - known)


def test_texts_are_whole_sentences_in_both_languages():
    """The summary without values, so that messages of a kind can be joined."""
    for alert in BY_NAME.values():
        for told in (alert.summary, alert.description, alert.meaning):
            for text in told:
                assert text.strip() == text
                assert text.endswith("."), (alert.name, text)
        assert "{{" not in "".join(alert.summary)
        assert alert.check
        assert alert.fix
