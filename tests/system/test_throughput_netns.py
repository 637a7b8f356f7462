"""Throughput of lines of known rates, measured back in network namespaces."""

import contextlib
import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from collector.store.opening import open_store
from tests.support.netlab import SERVER, cable
from tests.support.processes import need, started, wait_for
from tests.support.rig import AgentRig, CollectorRig

pytestmark = pytest.mark.system

ROOT = Path(__file__).parents[2]
RATES = (5, 20, 100)
PAYLOAD = 1448 / 1514
"""What TCP carries of an Ethernet line: a segment of each full frame."""
WEB = {"address": f"http://{SERVER}:8080/file", "upload": f"http://{SERVER}:8080/up"}
IPERF = {"address": f"{SERVER}:5201", "method": "iperf3"}
LIMITS = (5.0, 2.0, 400_000_000, 4)


def shape(link, megabits):
    """Let the line carry *megabits* both ways."""
    for side in (link.server, link.client):
        reno = ["sysctl", "-qw", "net.ipv4.tcp_congestion_control=reno"]
        subprocess.run(link.inside(side, reno), check=True)
    burst = f"{max(5, round(megabits * 0.4))}kb"
    latency = "60ms" if megabits < 20 else "25ms"
    for side in (link.server, link.client):
        subprocess.run(
            [
                *("tc", "-n", side, "qdisc", "replace", "dev", "lan", "root", "tbf"),
                *("rate", f"{megabits}mbit", "burst", burst, "latency", latency),
            ],
            check=True,
        )


@contextlib.contextmanager
def line(folder, megabits):
    """Yield a line with a web server and iperf3 at its far end."""
    with contextlib.ExitStack() as stack:
        link = stack.enter_context(cable())
        shape(link, megabits)
        web = [sys.executable, "-m", "tests.support.web_far_end", SERVER, "8080"]
        iperf = [need("iperf3"), "--server"]
        for name, command in (("web", web), ("iperf3", iperf)):
            inside = link.inside(link.server, command)
            stack.enter_context(
                started(inside, folder / f"{name}-{megabits}.log", cwd=ROOT)
            )
        for port in (8080, 5201):
            wait_for(
                lambda port=port: f":{port} " in listening(link),
                within_s=20,
                name=f"port {port}",
            )
        yield link


def listening(link):
    """Return what listens at the far end."""
    found = subprocess.run(
        link.inside(link.server, ["ss", "-ltn"]),
        check=True,
        capture_output=True,
        text=True,
    )
    return found.stdout


def measuring(link, **wanted):
    """Start to measure on the client's side."""
    argv = [sys.executable, "-m", "tests.support.throughput_run", json.dumps(wanted)]
    return subprocess.Popen(
        link.inside(link.client, argv),
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def figures(process):
    """Return what it measured."""
    out, err = process.communicate(timeout=120)
    assert process.returncode == 0, err
    return json.loads(out)


def test_known_rates_are_measured_back(tmp_path):
    """5, 20 and 100 Mbit/s, down and up, by HTTP and by iperf3: within 5 %."""
    with contextlib.ExitStack() as stack:
        links = {rate: stack.enter_context(line(tmp_path, rate)) for rate in RATES}
        processes = {
            rate: measuring(
                link, servers=[WEB, IPERF], limits=LIMITS, expected=rate * 125_000
            )
            for rate, link in links.items()
        }
        found = {rate: figures(process) for rate, process in processes.items()}
    for rate, four in found.items():
        possible = rate * 125_000 * PAYLOAD
        for name, figure in zip(
            ("web down", "web up", "iperf down", "iperf up"), four, strict=True
        ):
            share = figure.get("rate_bytes", 0) / possible
            sys.stdout.write(f"{rate} Mbit/s {name}: {share:.4f} of what is possible\n")
    for rate, four in found.items():
        for figure in four:
            assert "error" not in figure
            assert figure["rate_bytes"] == pytest.approx(
                rate * 125_000 * PAYLOAD, rel=0.05
            )
            assert figure["loaded_s"] > figure["idle_s"]


SETTINGS = """
report_interval_s = 5
[probes.path]
enabled = false
[[lines]]
id = "hq"
domestic = ["{server}"]
[lines.throughput]
seconds = 3
warm_up_s = 1
most_bytes = {most}
down_mbps = 20
up_mbps = 20
interface = "lan"
windows = ["{window}"]
never = []
tests_a_night = 4
{servers}
"""


def table(path, *, upload=True):
    """Return the settings of one web server."""
    address = f'address = "http://{SERVER}:8080/{path}"'
    more = f'\nupload = "http://{SERVER}:8080/up"' if upload else ""
    return f"[[lines.throughput.servers]]\n{address}{more}\n"


def settings(servers, *, most=60_000_000, window="01:00-04:00"):
    """Return the settings of a line of 20 Mbit/s."""
    return SETTINGS.format(server=SERVER, servers=servers, most=most, window=window)


def command(link, folder, text, *words):
    """Run one command on the client's side; return its exit code and what it said."""
    folder.mkdir(exist_ok=True)
    path = folder / "agent.toml"
    path.write_text(f'data_directory = "{folder}/data"\n{text}')
    argv = [sys.executable, "-m", "agent", "line", *words, "--language", "en"]
    argv += ["--config", str(path)] if "--config" not in words else []
    done = subprocess.run(
        link.inside(link.client, argv),
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
        timeout=120,
    )
    return done.returncode, done.stdout + done.stderr


def octets(link):
    """Return what the far end has sent into the line and taken from it."""
    folder = "/sys/class/net/lan/statistics"
    found = subprocess.run(
        link.inside(link.server, ["cat", f"{folder}/tx_bytes", f"{folder}/rx_bytes"]),
        check=True,
        capture_output=True,
        text=True,
    )
    return [int(word) for word in found.stdout.split()]


@pytest.fixture(scope="module")
def twenty(tmp_path_factory):
    """Return a line of 20 Mbit/s."""
    with line(tmp_path_factory.mktemp("line"), 20) as link:
        yield link


def test_no_more_passes_than_the_cap(twenty, tmp_path):
    """6 MB each way, counted with headers and acknowledgements at the far end."""
    before = octets(twenty)
    code, said = command(
        twenty,
        tmp_path,
        settings(table("file"), most=6_000_000),
        "test",
        "hq",
        "--yes",
        "--even-if-busy",
    )
    assert code == 0, said
    assert said.count("ended by the cap of bytes") == 2
    assert said.count("6.0 MB in") == 2
    down, up = (a - b for a, b in zip(octets(twenty), before, strict=True))
    sys.stdout.write(f"6 MB: {down} octets down, {up} up\n")
    assert 6_000_000 < down < 6_000_000 / PAYLOAD * 1.06 + 300_000
    assert 6_000_000 < up < 6_000_000 / PAYLOAD * 1.06 + 300_000
    kept = json.loads((tmp_path / "data/throughput.json").read_text())
    assert kept["lines"]["hq"]["day_bytes"] <= 12_000_000


def test_a_busy_line_is_left_alone(twenty, tmp_path):
    """Somebody downloads at 8 of 20 Mbit/s: no byte of a test passes."""
    far = ["iperf3", "-c", SERVER, "-R", "-t", "12", "-b", "8M", "--forceflush"]
    with started(twenty.inside(twenty.client, far), tmp_path / "busy.log"):
        wait_for(lambda: "sec" in (tmp_path / "busy.log").read_text(), within_s=15)
        code, said = command(
            twenty, tmp_path, settings(table("file")), "test", "hq", "--yes"
        )
    assert code == 1
    assert "of the line is in use" in said
    share = int(said.rpartition(" % of the line")[0].rpartition(" ")[2])
    assert 35 <= share <= 50
    kept = json.loads((tmp_path / "data/throughput.json").read_text())["lines"]["hq"]
    assert kept["results"] == {"busy": 1}
    assert "day_bytes" not in kept


def test_bad_servers_end_in_clear_results(twenty, tmp_path):
    """Each with its reason, and the good one beside them is measured."""
    bad = ("elsewhere", "liar", "stall", "login", "missing", "garbage", "tiny")
    servers = "".join(table(path, upload=False) for path in bad[:5])
    text = settings(servers + table("file", upload=False))
    more = settings("".join(table(path, upload=False) for path in bad[5:]))
    code, said = command(
        twenty, tmp_path, text, "test", "hq", "--yes", "--even-if-busy"
    )
    code_2, said_2 = command(
        twenty, tmp_path, more, "test", "hq", "--yes", "--even-if-busy"
    )
    sys.stdout.write(said + said_2)
    assert code == code_2 == 1
    for words in (
        "elsewhere, which is not followed: http://192.0.2.7/big",
        "promises 1000000 bytes",
        "stalled",
        "login page",
        "answers 404",
        "does not speak HTTP",
        "too small",
        "domestic, http, download: 19.",
    ):
        assert words in said + said_2, said + said_2


def test_two_agents_measure_the_way_between_them(twenty, tmp_path):
    """Within 5 % both ways; another token is denied."""
    token, other = tmp_path / "token", tmp_path / "other"
    for path, text in ((token, "0123456789abcdef0"), (other, "another token of 16")):
        path.write_text(text)
        path.chmod(0o600)
    serve = [sys.executable, "-m", "agent", "line", "serve", "--token-file", str(token)]
    serve += ["--max-seconds", "60", "--language", "en"]
    log = tmp_path / "serve.log"
    with started(twenty.inside(twenty.server, serve), log, cwd=ROOT) as serving:
        wait_for(lambda: "Serving on" in log.read_text(), within_s=20)
        peer = ("test", "--peer", SERVER, "--seconds", "3", "--token-file")
        code, said = command(twenty, tmp_path, "", *peer, str(other))
        assert code == 1
        assert "another token" in said
        code, said = command(twenty, tmp_path, "", *peer, str(token))
        assert code == 0, said
        assert serving.stop() == 0
    rates = [float(row.split(": ")[1].split()[0]) for row in said.splitlines()[1:]]
    assert rates == pytest.approx([20 * PAYLOAD] * 2, rel=0.05)
    assert log.read_text().count("MB") == 2


def test_losses_are_seen_as_efficiency(tmp_path):
    """One of a hundred segments is lost on the way up."""
    with line(tmp_path, 20) as link:
        link.lose(1)
        found = figures(
            measuring(
                link, servers=[WEB], directions=["up"], limits=(4.0, 1.0, 10**9, 4)
            )
        )[0]
    sys.stdout.write(f"1 % lost: {found}\n")
    assert 0.975 < found["efficiency"] < 0.995


def test_a_running_agent_tests_at_night_and_tells(twenty, tmp_path):
    """With the night at this hour; what counts is what the collector has stored."""
    now = time.localtime()
    minute = now.tm_hour * 60 + now.tm_min
    begin, end = (minute - 4) % 1440, (minute + 8) % 1440
    window = f"{begin // 60:02}:{begin % 60:02}-{end // 60:02}:{end % 60:02}"
    text = settings(table("file"), window=window)
    collector = CollectorRig(
        tmp_path / "c", host=SERVER, prefix=twenty.inside(twenty.server, [])
    )
    agent = AgentRig(
        tmp_path / "a", settings=text, prefix=twenty.inside(twenty.client, [])
    )
    kept = agent.data / "throughput.json"
    try:
        collector.start()
        agent.enrol(collector.token())
        agent.start()
        wait_for(lambda: '"ok":1' in kept.read_text(), within_s=60, name="a test")
        time.sleep(1)
        assert agent.program.stop() == 0, agent.output()
        assert collector.stop() == 0
    finally:
        agent.kill()
        collector.kill()
    values = told(collector)
    rates = [
        values["hatang_line_throughput_bytes", "hq", way, "domestic", "http"]
        for way in ("down", "up")
    ]
    assert rates == pytest.approx([20 * 125_000 * PAYLOAD] * 2, rel=0.05)
    assert values["hatang_line_tests_total", "hq", "ok"] == 1
    assert values["hatang_line_loaded_rtt_seconds", "hq", "down"] > 0.001
    assert values["hatang_line_test_bytes_total", "hq"] > 10_000_000


def told(collector):
    """Return the last value of each series that the collector has stored."""
    reports = [report for _row, report in collector.stored()]
    ids = {reading.table for report in reports for reading in report.readings}
    store = open_store(f"sqlite:///{collector.data / 'hatang.db'}")
    try:
        tables = store.tables(ids)
    finally:
        store.close()
    found = {}
    for report in reports:
        for reading in report.readings:
            table = tables[reading.table]
            for value, (index, labels) in zip(
                reading.values, table.series, strict=True
            ):
                found[table.metrics[index].name, *labels] = value
    return found
