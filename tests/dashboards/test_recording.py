"""Recording rules: each is reckoned by promtool from series of the collector."""

from typing import NamedTuple

import pytest
import yaml

from dashboards.declared import check
from dashboards.generate import RECORDING
from dashboards.recording import GROUPS, NAMES
from tests.support.prometheus import promtool

pytestmark = pytest.mark.system

PC = 'instance="pc-1",job="hatang",site="hq",department="VP"'
OTHER = 'instance="pc-2",job="hatang",site="hq",department="KT"'
PORT = 'instance="sw-1",job="hatang",site="hq",port="1"'


class Case(NamedTuple):
    """Series, and what the rule makes of them at ten minutes."""

    record: str
    series: dict[str, str]
    told: dict[str, float]


def packets(way):
    """Return the series of what a port carries: 60 unicast packets a minute."""
    return {
        f"hatang_switch_port_{way}_unicast_packets_total{{{PORT}}}": "0+60x20",
        f"hatang_switch_port_{way}_multicast_packets_total{{{PORT}}}": "0x20",
        f"hatang_switch_port_{way}_broadcast_packets_total{{{PORT}}}": "0x20",
    }


CASES = (
    Case(
        "instance:hatang_cpu_busy:ratio_rate5m",
        {
            f'hatang_cpu_seconds_total{{mode="user",{PC}}}': "0+30x20",
            f'hatang_cpu_seconds_total{{mode="idle",{PC}}}': "0+80x20",
            f'hatang_cpu_seconds_total{{mode="iowait",{PC}}}': "0+10x20",
        },
        {PC: 0.25},
    ),
    Case(
        "instance:hatang_memory_available:ratio",
        {
            f"hatang_memory_available_bytes{{{PC}}}": "2x20",
            f"hatang_memory_size_bytes{{{PC}}}": "8x20",
        },
        {PC: 0.25},
    ),
    Case(
        "instance:hatang_memory_committed:ratio",
        {
            f"hatang_memory_committed_bytes{{{PC}}}": "6x20",
            f"hatang_memory_commit_limit_bytes{{{PC}}}": "8x20",
        },
        {PC: 0.75},
    ),
    Case(
        "instance_device:hatang_disk_busy:ratio_rate5m",
        {f'hatang_disk_busy_seconds_total{{device="sda",{PC}}}': "0+30x20"},
        {f'device="sda",{PC}': 0.5},
    ),
    Case(
        "instance_mountpoint:hatang_filesystem_available:ratio",
        {
            f'hatang_filesystem_available_bytes{{mountpoint="C:",{PC}}}': "10x20",
            f'hatang_filesystem_size_bytes{{mountpoint="C:",{PC}}}': "100x20",
        },
        {f'mountpoint="C:",{PC}': 0.1},
    ),
    *(
        Case(
            f"instance_port:hatang_switch_port_{way}:ratio_rate5m",
            {
                f"hatang_switch_port_{way}_bytes_total{{{PORT}}}": "0+600x20",
                f"hatang_switch_port_speed_bytes{{{PORT}}}": "100x20",
            },
            {PORT: 0.1},
        )
        for way in ("receive", "transmit")
    ),
    Case(
        "instance_port:hatang_switch_port_receive_errors:ratio_rate5m",
        {
            **packets("receive"),
            f"hatang_switch_port_receive_errors_total{{{PORT}}}": "0+20x20",
        },
        {PORT: 0.25},
    ),
    *(
        Case(
            f"site:hatang_agent_{name}",
            {
                f"hatang_agent_{name.partition(':')[0]}{{{pc}}}": "1x20"
                for pc in (PC, OTHER)
            },
            {'job="hatang",site="hq"': 2},
        )
        for name in ("up:count", "up:sum", "silent:sum")
    ),
    *(
        Case(
            f"site:hatang_{whose}_findings:sum",
            {
                f'hatang_{whose}_findings{{severity="critical",{pc}}}': "3x20"
                for pc in (PC, OTHER)
            },
            {'job="hatang",severity="critical",site="hq"': 6},
        )
        for whose in ("machine", "device")
    ),
)


def test_every_rule_has_a_case():
    """And its name says level, metric and operations."""
    assert {case.record for case in CASES} == NAMES
    assert all(name.count(":") == 2 for name in NAMES)


def test_rules_name_declared_series_only():
    """A rule of another name would record nothing, and nobody would know."""
    for group in GROUPS.values():
        for one in group:
            check(one.expr)
            assert one.meaning.endswith(".")


def test_promtool_reckons_what_is_told(tmp_path):
    """All rules, from the file that is shipped."""
    tests = [
        {
            "interval": "1m",
            "input_series": [
                {"series": name, "values": values}
                for name, values in case.series.items()
            ],
            "promql_expr_test": [
                {
                    "expr": f"round({case.record}, 0.001)",
                    "eval_time": "10m",
                    "exp_samples": [
                        {"labels": f"{{{labels}}}", "value": value}
                        for labels, value in case.told.items()
                    ],
                }
            ],
        }
        for case in CASES
    ]
    path = tmp_path / "test.yml"
    path.write_text(yaml.safe_dump({"rule_files": [str(RECORDING)], "tests": tests}))
    promtool("test", "rules", str(path))
    promtool("check", "rules", "--lint=all", "--lint-fatal", str(RECORDING))


def test_an_idle_port_has_no_share_of_errors(tmp_path):
    """Nothing divided by nothing is left out instead of being NaN."""
    record = "instance_port:hatang_switch_port_receive_errors:ratio_rate5m"
    series = dict.fromkeys(packets("receive"), "0x20")
    series[f"hatang_switch_port_receive_errors_total{{{PORT}}}"] = "0x20"
    test = {
        "interval": "1m",
        "input_series": [{"series": n, "values": v} for n, v in series.items()],
        "promql_expr_test": [{"expr": record, "eval_time": "10m", "exp_samples": []}],
    }
    path = tmp_path / "test.yml"
    path.write_text(yaml.safe_dump({"rule_files": [str(RECORDING)], "tests": [test]}))
    promtool("test", "rules", str(path))
