"""``make demo``: a made-up office that goes on working, and all that watches it, until Ctrl-C.

Collector, Prometheus and Alertmanager run on loopback; mails end up in a folder. A drive is
failing, and a minute later a switch dies, as ``faults.json`` says: change it to break others.
The office is simulated once and kept in ``.run/demo/``; the next start goes on with it.
Remove that folder to have a new one. What is given on the command line goes to
``hatang-collector simulate``: ``make demo DEMO="--pcs 200 --switches 20"``.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
os.environ.setdefault("HATANG_RUN", str(ROOT / ".run" / "demo"))
os.environ.setdefault("HATANG_PORT", "9857")

import demo_sinks  # noqa: E402
import demo_stack  # noqa: E402
import run  # noqa: E402 - it reads what was just set

DATA = run.RUN / "collector"
FILLING = run.RUN / "filling"
TRUTH = run.RUN / "truth.json"
DEFAULTS = ["--pcs", "60", "--switches", "12", "--lines", "2"]
WATCH = run.RUN / "watch"
FAULTS = run.RUN / "faults.json"
MAIL = run.RUN / "mail"
PROMETHEUS = f"http://127.0.0.1:{run.PORT + 2}"
ALERTS = f"http://127.0.0.1:{run.PORT + 3}"
MAIL_PORT = run.PORT + 4
FAULT_AFTER_S = 60.0
FIRST = {"devices": [], "machines": [], "sites": [], "drives": ["PC-VP-01"]}
THEN = FIRST | {"devices": ["sw-t1"]}
SETTINGS = """\
organisation = "Sở Khoa học và Công nghệ tỉnh"
report_interval_s = 60.0
"""


def fill(arguments: list[str]) -> int:
    """Simulate the office aside, and put it in place once it is whole."""
    if (DATA / "hatang.db").exists():
        if arguments:
            run.say(
                f"There is an office already: remove {run.RUN} to have another.",
                f"Đã có sẵn một cơ quan: xóa {run.RUN} để tạo cơ quan khác.",
            )
            return 2
        return 0
    run.say("Simulating an office …", "Đang mô phỏng một cơ quan …")
    shutil.rmtree(FILLING, ignore_errors=True)
    FILLING.mkdir(mode=0o700)
    (FILLING / "collector.toml").write_text(SETTINGS, encoding="utf-8")
    command = [*run.COLLECTOR, "simulate", "--data-directory", str(FILLING)]
    command += ["--truth", str(TRUTH), *(arguments or DEFAULTS)]
    code = subprocess.run(command, cwd=ROOT, check=False).returncode
    if code == 0:
        FILLING.rename(DATA)
    return code


def live(started: list[subprocess.Popen[bytes]]) -> bool:
    """Let the office go on, watched by Prometheus and Alertmanager where they are."""
    FAULTS.write_text(json.dumps(FIRST), encoding="utf-8")
    follow = [*run.COLLECTOR, "simulate", "--follow", run.PAGES]
    follow += ["--data-directory", str(DATA), "--faults", str(FAULTS)]
    started.append(run.start(follow, run.RUN / "office.log"))
    if missing := demo_stack.missing():
        names = " ".join(missing)
        run.say(
            f"Without alerts: apt-get install {names} to have them.",
            f"Không có cảnh báo: hãy cài {names} để có.",
        )
        return False
    language = "vi" if run.VIETNAMESE else "en"
    demo_stack.prepare(WATCH, run.PAGES, ALERTS, MAIL_PORT, language)
    for name, command in (
        ("prometheus", demo_stack.prometheus(WATCH, PROMETHEUS[7:])),
        ("alertmanager", demo_stack.alert_manager(WATCH, ALERTS[7:])),
    ):
        started.append(run.start(command, run.RUN / f"{name}.log"))
    return True


def watch(started: list[subprocess.Popen[bytes]]) -> int:
    """Break a switch after a minute; return 1 when a program ends by itself."""
    begin, broken = time.monotonic(), False
    while True:
        for program in started:
            if program.poll() is not None:
                run.say(
                    f"A program ended by itself: see {run.RUN}/*.log",
                    f"Một chương trình tự dừng: xem {run.RUN}/*.log",
                )
                return 1
        if not broken and time.monotonic() - begin > FAULT_AFTER_S:
            broken = True
            FAULTS.write_text(json.dumps(THEN), encoding="utf-8")
            run.say(
                f"The switch sw-t1 is dead now; its alert comes in about 8 minutes ({FAULTS}).",
                f"Thiết bị sw-t1 vừa chết; khoảng 8 phút nữa có cảnh báo ({FAULTS}).",
            )
        time.sleep(0.5)


def tell(*, watched: bool) -> None:
    """Say where to look."""
    english, vietnamese = "", ""
    if watched:
        english = f"""\
  Prometheus  {PROMETHEUS}/alerts
  Alerts      {ALERTS}/
  Mail        {MAIL}
"""
        vietnamese = f"""\
  Prometheus  {PROMETHEUS}/alerts
  Cảnh báo    {ALERTS}/
  Thư         {MAIL}
"""
    run.say(
        f"""
  Pages       {run.PAGES}/
{english}  Data, logs  {run.RUN}
  Truth       {TRUTH}

  Everything is made up. It goes on; in a minute a switch dies. Ctrl-C stops it.
  The next `make demo` goes on with it; remove the folder to have a new office.
""",
        f"""
  Trang web   {run.PAGES}/
{vietnamese}  Dữ liệu     {run.RUN}
  Sự thật     {TRUTH}

  Mọi số liệu đều là giả lập và tiếp tục chạy; một phút nữa một thiết bị sẽ chết.
  Nhấn Ctrl-C để dừng. Lần `make demo` sau sẽ dùng tiếp; xóa thư mục trên để tạo mới.
""",
    )


def main() -> int:
    """Fill, serve, let it go on, say where to look; stop at Ctrl-C."""
    run.RUN.mkdir(mode=0o700, parents=True, exist_ok=True)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.default_int_handler)
    started: list[subprocess.Popen[bytes]] = []
    try:
        if code := fill(sys.argv[1:]):
            return code
        log = run.RUN / "collector.log"
        run.ADDRESSES.unlink(missing_ok=True)
        serve = [*run.COLLECTOR, "serve", "--data-directory", str(DATA)]
        serve += ["--web.listen-address", run.AGENTS]
        serve += ["--web.listen-address", run.PAGES]
        started.append(run.start(serve, log))
        run.wait_until_ready(started[0], log)
        mails = demo_sinks.Mails(demo_sinks.into(MAIL), MAIL_PORT)
        threading.Thread(target=mails.serve_forever, daemon=True).start()
        tell(watched=live(started))
        return watch(started)
    except KeyboardInterrupt:
        run.say("\nStopping …", "\nĐang dừng …")
        return 0
    finally:
        for program in reversed(started):
            run.stop(program)


if __name__ == "__main__":
    sys.exit(main())
