"""200 simulated switches polled every minute by one agent: CPU, memory, missed cycles."""

import random
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, ExitStack
from itertools import pairwise
from pathlib import Path
from typing import Any

from bench import peers
from bench.agent import start

INTERVAL_S = 60.0
RECORDING = Path(__file__).parents[2] / "shared/snmp-devices/extreme-ers4950.snmprec"
Serve = Callable[..., AbstractContextManager[tuple[Any, Callable[[], dict[str, Any]]]]]


def free_udp_ports(count: int) -> int:
    """Return the first of *count* UDP ports of loopback in a row that are free."""
    for first in random.sample(range(20_000, 31_000), k=500):
        with ExitStack() as probes:
            try:
                for port in range(first, first + count):
                    kind = socket.SOCK_DGRAM
                    probe = probes.enter_context(socket.socket(socket.AF_INET, kind))
                    probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return first
    raise RuntimeError("no free ports")


def missed(asked: Sequence[Sequence[float]], window: tuple[float, float]) -> int:
    """Return how many polls too few there were within *window*, of all devices.

    A device is late where two polls lie more than one and a half intervals apart.
    """
    count = 0
    for times in asked:
        inside = [at for at in times if window[0] <= at <= window[1]]
        ends = [window[0], *inside, window[1]]
        count += sum(
            round((after - before) / INTERVAL_S) - 1
            for before, after in pairwise(ends)
            if after - before > INTERVAL_S * 1.5
        )
    return count


def _settings(folder: Path, first: int, devices: int) -> str:
    secret = folder / "community"
    secret.write_text("switch\n", "ascii")
    secret.chmod(0o600)
    listed = "".join(
        f'[[switches.devices]]\nname = "switch-{n}"\naddress = "127.0.0.1:{first + n}"\n'
        for n in range(devices)
    )
    return (
        f'\n[[switches.credentials]]\nname = "read"\ncommunity_file = "{secret}"\n'
        + listed
    )


def measured(serve: Serve, *, devices: int, minutes: int) -> dict[str, Any]:
    """Return what polling *devices* costs an agent with default intervals.

    The window begins when every device has been surveyed once, and should be ten
    minutes: so often each is surveyed again. A shorter one says how many were.
    """
    from bench.agent import enrolled

    recording = str(RECORDING) if RECORDING.exists() else ""
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        address, asked = stack.enter_context(serve(devices, recording))
        _, _, settings = enrolled(stack, Path(name))
        lines = settings.read_text("utf-8").splitlines()
        # enrolled() reports and probes every 5 s, for the benchmark of the agent.
        plain = [line for line in lines if "interval_s" not in line]
        plain = [line for line in plain if not line.startswith("[probes.")]
        text = "\n".join(plain) + _settings(Path(name), address.port, devices)
        settings.write_text(text, "utf-8")
        command = [sys.executable, "-m", "agent", "run", "--config", str(settings)]
        agent = start(stack, *command)
        time.sleep(30)
        first = _used(agent)
        time.sleep(150)
        begun = _used(agent)
        window = [time.monotonic()]
        sizes, threads = [], []
        while time.monotonic() < window[0] + minutes * 60:
            time.sleep(5)
            sizes.append(peers.memory(agent.pid)["rss_mib"])
            threads.append(_threads(agent))
        window.append(time.monotonic())
        ended = _used(agent)
        told = asked()
    begins, ends = window
    polls = sum(begins <= at <= ends for times in told["asked"] for at in times)
    share = (ended - begun) / (ends - begins)
    return {
        "devices": devices,
        "device": "extreme-ers4950 as recorded" if recording else "made, 52 ports",
        "window_s": round(ends - begins),
        "questions_for_uptime": polls,
        "missed_cycles": missed(told["asked"], (begins, ends)),
        "cpu_share_of_a_core": round(share, 4),
        "cpu_ms_per_device_and_minute": round(share * 60_000 / devices, 2),
        "first_surveys_cpu_s": round(begun - first, 2),
        "rss_mib": round(statistics.median(sizes), 1),
        "rss_mib_most": round(max(sizes), 1),
        "threads_most": max(threads),
        "packets": told["packets"],
    }


def _used(agent: subprocess.Popen[bytes]) -> float:
    if agent.poll() is not None:
        raise RuntimeError("the agent has ended")
    return peers.cpu_s(agent.pid)


def _threads(agent: subprocess.Popen[bytes]) -> int:
    return len(list(Path(f"/proc/{agent.pid}/task").iterdir()))
