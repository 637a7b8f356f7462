"""``make run``: a collector and an agent on this machine, until Ctrl-C.

The agent reports over https with the collector's own CA, as in an office. The browser
and Prometheus use plain http on loopback: they do not know that CA, and nothing
leaves the machine. Everything is kept in ``.run/``; the next start goes on with it.
"""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).parents[2]
RUN = Path(os.environ.get("HATANG_RUN", ROOT / ".run"))
PORT = int(os.environ.get("HATANG_PORT", "9847"))
AGENTS = f"https://127.0.0.1:{PORT}"
PAGES = f"http://127.0.0.1:{PORT + 1}"
ADDRESSES = RUN / "collector" / "addresses.json"  # written once it listens
COLLECTOR = [sys.executable, "-m", "collector"]
AGENT = [sys.executable, "-m", "agent"]
VIETNAMESE = os.environ.get("LANGUAGE", os.environ.get("LANG", "")).startswith("vi")


def say(english: str, vietnamese: str) -> None:
    """Print one line in the user's language."""
    print(vietnamese if VIETNAMESE else english, flush=True)


def start(command: list[str], log: Path) -> subprocess.Popen[bytes]:
    """Start *command* apart from the terminal's Ctrl-C, its output in *log*."""
    with log.open("ab") as output:
        return subprocess.Popen(
            command,
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )


def stop(process: subprocess.Popen[bytes] | None) -> None:
    """Ask a program to end, and see that it does."""
    if process is None or process.poll() is not None:
        return
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(timeout=20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def get(path: str) -> bytes:
    """Return what the collector answers; nothing while it does not."""
    try:
        with urllib.request.urlopen(PAGES + path, timeout=5) as answer:
            return answer.read()
    except (urllib.error.URLError, OSError):
        return b""


def wait_until_ready(process: subprocess.Popen[bytes], log: Path) -> None:
    """Wait for the collector, or end with the last lines of its log."""
    for _ in range(1200):
        if process.poll() is not None:  # another program may answer on the port
            break
        if ADDRESSES.exists() and get("/-/ready"):
            return
        time.sleep(0.1)
    tail = "\n".join(log.read_text(errors="replace").splitlines()[-8:])
    say("The collector did not start:", "Bộ thu thập không khởi động được:")
    sys.exit(tail)


def enrol(settings: Path) -> None:
    """Give the agent an identity, unless it has one from an earlier run."""
    if (RUN / "agent" / "identity.json").exists():
        return
    token = subprocess.run(
        [
            *(*COLLECTOR, "--data-directory", str(RUN / "collector")),
            *("token", "create", "--uses", "1", "--days", "1"),
            *("--site", "here", "--url", AGENTS),
        ],
        cwd=ROOT,
        check=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ).stdout
    subprocess.run(
        [*AGENT, "enrol", "--config", str(settings), "-"],
        cwd=ROOT,
        check=True,
        input=token,
        text=True,
        stdout=subprocess.DEVNULL,
    )


def first_report() -> bool:
    """Return whether the collector shows a machine with a report."""
    try:
        machines = json.loads(get("/api/v1/machines") or b"{}")
    except ValueError:
        return False
    rows = (
        machines.get("machines", machines) if isinstance(machines, dict) else machines
    )
    return any(row.get("state") == "fresh" for row in rows)


def watch(programs: list[subprocess.Popen[bytes]]) -> int:
    """Wait for Ctrl-C; return 1 when a program ends by itself."""
    shown = False
    while True:
        for program in programs:
            if program.poll() is not None:
                say(
                    f"A program ended by itself (code {program.returncode}): see {RUN}/*.log",
                    f"Một chương trình tự dừng (mã {program.returncode}): xem {RUN}/*.log",
                )
                return 1
        if not shown and first_report():
            shown = True
            say(
                f"The first report is there: {PAGES}/fleet",
                f"Đã có báo cáo đầu tiên: {PAGES}/fleet",
            )
        time.sleep(0.5)


def main() -> int:
    """Start both programs, say where to look, stop both at the end."""
    RUN.mkdir(mode=0o700, exist_ok=True)
    settings = RUN / "agent.toml"
    settings.write_text(  # nothing of this leaves the machine
        f'data_directory = "{RUN / "agent"}"\npaths = {{ enabled = false }}\n',
        encoding="utf-8",
    )
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.default_int_handler)
    collector = agent = None
    try:
        say("Starting the collector …", "Đang khởi động bộ thu thập …")
        log = RUN / "collector.log"
        ADDRESSES.unlink(missing_ok=True)
        collector = start(
            [
                *(*COLLECTOR, "serve", "--data-directory", str(RUN / "collector")),
                *("--web.listen-address", AGENTS, "--web.listen-address", PAGES),
            ],
            log,
        )
        wait_until_ready(collector, log)
        say("Enrolling the agent …", "Đang đăng ký tác tử …")
        enrol(settings)
        agent = start([*AGENT, "run", "--config", str(settings)], RUN / "agent.log")
        say(
            f"""
  Pages       {PAGES}/
  Metrics     {PAGES}/metrics    targets for Prometheus: {PAGES}/sd
  Agents      {AGENTS}  (TLS, the collector's own CA)
  Data, logs  {RUN}

  Plain http is on loopback only, for browser and Prometheus, which do not know the CA.
  The first report comes within a minute or two. Ctrl-C stops both.
""",
            f"""
  Trang web   {PAGES}/
  Chỉ số      {PAGES}/metrics    đích cho Prometheus: {PAGES}/sd
  Tác tử      {AGENTS}  (TLS, CA riêng của bộ thu thập)
  Dữ liệu     {RUN}

  http thường chỉ mở trên loopback, cho trình duyệt và Prometheus vì chúng không biết CA.
  Báo cáo đầu tiên đến trong một, hai phút. Nhấn Ctrl-C để dừng cả hai.
""",
        )
        return watch([collector, agent])
    except KeyboardInterrupt:
        say("\nStopping …", "\nĐang dừng …")
        return 0
    finally:
        stop(agent)
        stop(collector)
        say("Stopped. The data stays in .run/", "Đã dừng. Dữ liệu còn trong .run/")


if __name__ == "__main__":
    sys.exit(main())
