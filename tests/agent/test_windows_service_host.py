"""The agent inside a service: its log, and stops that come at any moment."""

import logging
import sys

from agent.windows_service_host import LOG_BYTES, LOG_FILES, Stopping, log_file


def test_the_log_is_bounded_and_keeps_every_letter(tmp_path):
    """One file and three older ones, UTF-8, in a folder for the agent only."""
    handler = log_file(tmp_path / "data")
    record = logging.makeLogRecord({"msg": "đã khởi động " + "x" * 1000})
    for _turn in range(6 * LOG_BYTES // 1000):
        handler.emit(record)
    handler.close()
    files = sorted((tmp_path / "data/log").iterdir())
    assert len(files) == LOG_FILES + 1
    assert all(path.stat().st_size <= LOG_BYTES for path in files)
    assert files[0].read_text(encoding="utf-8").startswith("đã khởi động")
    mode = (tmp_path / "data/log").stat().st_mode
    assert sys.platform == "win32" or mode & 0o077 == 0  # there its rights say it


def test_a_stop_reaches_who_comes_later():
    """Windows may stop a service before the agent in it was built."""
    stopping, told = Stopping(), []
    stopping.tell(lambda: told.append("early"))
    stopping.stop()
    stopping.tell(lambda: told.append("late"))
    stopping.stop()
    assert told == ["early", "late"]
    assert stopping.event.is_set()
