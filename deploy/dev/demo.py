"""``make demo``: a collector full of a made-up office, until Ctrl-C.

The office is simulated once and kept in ``.run/demo/``; the next start goes on with it.
Remove that folder to have a new one. What is given on the command line goes to
``hatang-collector simulate``: ``make demo DEMO="--pcs 200 --switches 20"``.
"""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
os.environ.setdefault("HATANG_RUN", str(ROOT / ".run" / "demo"))
os.environ.setdefault("HATANG_PORT", "9857")

import run  # noqa: E402 - it reads what was just set

DATA = run.RUN / "collector"
FILLING = run.RUN / "filling"
TRUTH = run.RUN / "truth.json"
DEFAULTS = ["--pcs", "60", "--switches", "12", "--lines", "2"]
SETTINGS = """\
organisation = "Sở Khoa học và Công nghệ tỉnh"
report_interval_s = 900.0  # simulated machines report as seldom
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


def main() -> int:
    """Fill, serve, say where to look; stop at Ctrl-C."""
    run.RUN.mkdir(mode=0o700, parents=True, exist_ok=True)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.default_int_handler)
    collector = None
    try:
        if code := fill(sys.argv[1:]):
            return code
        log = run.RUN / "collector.log"
        run.ADDRESSES.unlink(missing_ok=True)
        collector = run.start(
            [
                *(*run.COLLECTOR, "serve", "--data-directory", str(DATA)),
                *("--web.listen-address", run.AGENTS),
                *("--web.listen-address", run.PAGES),
            ],
            log,
        )
        run.wait_until_ready(collector, log)
        run.say(
            f"""
  Pages       {run.PAGES}/
  Data, logs  {run.RUN}
  Truth       {TRUTH}

  Everything is made up; its history ends when it was made. Ctrl-C stops it.
  The next `make demo` goes on with it; remove the folder to have a new office.
""",
            f"""
  Trang web   {run.PAGES}/
  Dữ liệu     {run.RUN}
  Sự thật     {TRUTH}

  Mọi số liệu đều là giả lập; lịch sử kết thúc lúc được tạo ra. Nhấn Ctrl-C để dừng.
  Lần `make demo` sau sẽ dùng tiếp; xóa thư mục trên để tạo cơ quan mới.
""",
        )
        return int(collector.wait() != 0)
    except KeyboardInterrupt:
        run.say("\nStopping …", "\nĐang dừng …")
        return 0
    finally:
        run.stop(collector)


if __name__ == "__main__":
    sys.exit(main())
