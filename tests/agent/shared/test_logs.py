import io
import json
import logging

from agent.shared.logs import JsonFormatter, TextFormatter

RECORD = logging.LogRecord("a.b", logging.INFO, "f", 1, "x\ny %s", ("z",), None)
RECORD.agent = "pc"


def test_a_line_break_cannot_forge_a_line():
    """One record is one line of text, with what was added."""
    line = TextFormatter().format(RECORD)
    assert "\n" not in line
    assert line.endswith('a.b: x\\ny z agent="pc"')


def test_json_is_one_object_a_line():
    """The same, for machines."""
    entry = json.loads(JsonFormatter().format(RECORD))
    assert entry["message"] == "x\ny z"
    assert (entry["level"], entry["agent"]) == ("info", "pc")
    assert io.StringIO(JsonFormatter().format(RECORD)).readlines()[1:] == []


def test_a_log_commands_no_terminal():
    """A file may be called so."""
    record = logging.makeLogRecord({"msg": "drop-in \x1b[2J", "name": "a"})
    assert TextFormatter().format(record).endswith("drop-in \\u001b[2J")
