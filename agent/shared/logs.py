"""One log format for both programs: text for people, JSON for machines."""

import json
import logging
import sys
from datetime import UTC, datetime
from typing import Literal, TextIO

from agent.shared.printable import printable

LogFormat = Literal["text", "json"]
_PLAIN = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime"}


def _time(record: logging.LogRecord) -> str:
    moment = datetime.fromtimestamp(record.created, UTC)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _extras(record: logging.LogRecord) -> dict[str, object]:
    return {k: v for k, v in vars(record).items() if k not in _PLAIN}


class TextFormatter(logging.Formatter):
    """``time level logger message key=value``; line breaks cannot forge a line."""

    def format(self, record: logging.LogRecord) -> str:
        """Return *record* as one line, a traceback indented below it."""
        message = record.getMessage().replace("\r", "\\r").replace("\n", "\\n")
        pairs = "".join(
            f" {key}={json.dumps(value, default=str, ensure_ascii=False)}"
            for key, value in _extras(record).items()
        )
        level = record.levelname.lower()
        line = printable(f"{_time(record)} {level:<7} {record.name}: {message}{pairs}")
        if record.exc_info:
            trace = self.formatException(record.exc_info)
            lines = ("    " + printable(text) for text in trace.splitlines())
            line += "\n" + "\n".join(lines)
        return line


class JsonFormatter(logging.Formatter):
    """One JSON object a line: time, level, logger, message and what was added."""

    def format(self, record: logging.LogRecord) -> str:
        """Return *record* as one line of JSON."""
        entry: dict[str, object] = {
            "time": _time(record),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **_extras(record),
        }
        if record.exc_info:
            entry["trace"] = self.formatException(record.exc_info)
        return json.dumps(entry, default=str, ensure_ascii=False)


def configure(
    *,
    level: str = "info",
    log_format: LogFormat = "text",
    stream: TextIO | None = None,
    handler: logging.Handler | None = None,
) -> None:
    """Send all logs of this process to *handler*, or *stream* (standard error)."""
    handler = handler or logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(JsonFormatter() if log_format == "json" else TextFormatter())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    logging.getLogger("apscheduler").setLevel(max(logging.WARNING, root.level))
    logging.getLogger("urllib3").setLevel(max(logging.WARNING, root.level))
    logging.getLogger("comtypes").setLevel(max(logging.WARNING, root.level))
