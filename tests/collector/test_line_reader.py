"""A month of a line out of a store, and the paper for its operator."""

import datetime as dt
import io
import json

import openpyxl
import pytest

from agent.shared.wire import Event, Reading, Report, encode, table_id
from collector import office
from collector.__main__ import main
from collector.cli_line_evidence import document
from collector.line_reader import (
    LineError,
    find_line,
    of_event,
    period_of,
    read_quality,
)
from collector.lines.outages import Outage
from collector.planning_facts import load_planning
from collector.rollup_row import Rollup, encode_rollup
from collector.settings import CollectorSettings
from collector.store.interface import (
    Agent,
    AuditRecord,
    Commit,
    EventRecord,
    RollupRow,
    StoredReport,
)
from collector.store.memory import MemoryStore
from collector.store.opening import open_store
from tests.collector.lines.test_quality import BEGIN, DAYS, LINE, hours
from tests.collector.test_line_rollup import AGENT, HOSTS, TABLES, host

SETTINGS = CollectorSettings(organisation="Sở Khoa học và Công nghệ")
END = BEGIN + DAYS * 86400
NORMS = load_planning(None).norms


def restored(target, role, at, seconds, line="main"):
    """Return the event that ends an outage of a host."""
    told = {"target": target, "role": role, "line": line, "method": "icmp"}
    return EventRecord(
        AGENT, at, Event("path_restored", 0.0, "info", {**told, "seconds": seconds})
    )


def month(store=None):
    """Return a store with a month of one line: two outages, one of a host alone."""
    store = store or MemoryStore()
    who = Agent(id=AGENT, credential_digest="0" * 64, state="active", hostname="edge")
    store.put_agent(who, AuditRecord(0.0, "test", "made", AGENT))
    office.put_line(store, LINE, actor="test", time=0.0)
    store.put_rollups(
        [
            RollupRow("line:main", hour, encode_rollup(Rollup(60, sketches)))
            for hour, sketches in hours(throughput=0.72).items()
        ]
    )
    values = [v for _h in range(5) for v in host(5)]
    body = Report(
        "0" * 8,
        1,
        0.0,
        "b",
        9.0,
        readings=(Reading(table_id(HOSTS), 0.0, tuple(values)),),
    )
    last = StoredReport(AGENT, "0" * 8, 1, END - 60, END - 60, encode(body))
    events = []
    for at, seconds in ((BEGIN + 9e5, 600.0), (BEGIN + 2e6, 45.5)):
        for target, role in (
            ("hop", "operator"),
            ("near", "domestic"),
            ("far", "international"),
        ):
            events.append(restored(target, role, at, seconds))
    events.append(restored("far", "international", BEGIN + 1e6, 5000.0))
    events.append(restored("gw", "gateway", BEGIN + 1e6, 5000.0))
    store.commit(Commit(reports=(last,), tables=TABLES, events=tuple(events)))
    return store


def read(store=None, now=END + 5000):
    """Return the month of the line."""
    period = period_of("2026-11", SETTINGS.office_hours)
    return read_quality(store or month(), "main", period, NORMS, now)


def test_a_month_is_local_days():
    """And nothing else is one."""
    period = period_of("2026-11", SETTINGS.office_hours)
    assert (period.begin, period.end) == (BEGIN, END)
    assert period.last == dt.date(2026, 11, 30)
    for wrong in ("2026-13", "november", ""):
        with pytest.raises(LineError, match="2026-11"):
            period_of(wrong, SETTINGS.office_hours)


def test_an_outage_is_when_all_hosts_were_out():
    """That of one host alone is none; the gateway is not the operator's."""
    made = read()
    assert [round(one.seconds, 1) for one in made.outages] == [600.0, 45.5]
    assert made.outages[0] == Outage(BEGIN + 9e5 - 600, BEGIN + 9e5)
    assert [one.verdict for one in made.criteria] == ["broken", "kept", "kept"]


def test_only_events_of_the_line_count():
    """Whatever else agents say."""
    odd = Event(
        "path_restored",
        0.0,
        "info",
        {"line": "main", "role": "domestic", "seconds": "x"},
    )
    assert of_event(odd, "main") is None
    assert of_event(Event("path_lost"), "main") is None
    good = restored("a", "domestic", 0.0, 9).event
    assert of_event(good, "main") == ("domestic a", 9.0)
    assert of_event(good, "other") is None
    with pytest.raises(LineError, match="main"):
        find_line(month(), "other")


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_papers_say_the_same_each_time(language):
    """Byte by byte, in both languages; a workbook has every outage."""
    made = read()
    first = document("pdf", made, language, SETTINGS)
    assert first.startswith(b"%PDF")
    assert document("pdf", made, language, SETTINGS) == first
    page = document("html", made, language, SETTINGS).decode()
    assert ("KHÔNG ĐẠT" if language == "vi" else "BROKEN") in page
    assert "2026-11-11" in page
    assert ("99,5" if language == "vi" else "99.5") in page  # not 100 %
    book = openpyxl.load_workbook(
        io.BytesIO(document("xlsx", made, language, SETTINGS))
    )
    rows = list(book.worksheets[1].iter_rows(values_only=True))
    assert [row[2] for row in rows[1:3]] == [600, 45.5]
    assert len(book.worksheets) == 3


def test_the_command_tells_and_writes(tmp_path, capsys):
    """As text, as JSON, as files; a line that is not there is named."""
    data = tmp_path / "data"
    data.mkdir()
    store = open_store(f"sqlite:///{data / 'hatang.db'}")
    month(store)
    store.close()
    words = ["line", "evidence", "main", "--month", "2026-11"]
    words += ["--data-directory", str(data)]
    assert main([*words, "--lang", "en"]) == 0
    told = capsys.readouterr().out
    assert "BROKEN" in told
    assert "Outages: 2" in told
    assert main([*words, "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)["outages"]) == 2
    path = tmp_path / "line.pdf"
    assert main([*words, "--pdf", str(path)]) == 0
    assert path.read_bytes().startswith(b"%PDF")
    words[2] = "none"
    assert main(words) == 1
    assert "main" in capsys.readouterr().err
