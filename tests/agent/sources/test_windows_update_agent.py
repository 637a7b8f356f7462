"""The Update Agent's objects, made by hand: COM of it is on a real Windows only."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from agent.sources.windows_update_agent import history, seconds, state, waiting


class Refusing:
    """An object that has nothing of what it is asked for."""

    def __getattr__(self, name):
        raise RuntimeError(name)


def creating(**objects):
    """Return what makes the objects by the last part of their names."""
    return lambda name: objects[name.rpartition(".")[2]]


def a_session(**searcher):
    """Return a session with this searcher."""
    made = SimpleNamespace(**searcher)
    return SimpleNamespace(CreateUpdateSearcher=lambda: made), made


def test_waiting_updates_are_asked_for_offline():
    """Severity, categories and kind come out; the title stays."""
    update = SimpleNamespace(
        MsrcSeverity="Critical",
        Categories=[SimpleNamespace(CategoryID="0fa1")],
        BrowseOnly=False,
        Type=2,
        Title="Update for a person's name",
    )
    session, searcher = a_session(
        Online=True, Search=lambda _: SimpleNamespace(Updates=[update, Refusing()])
    )
    assert waiting(creating(Session=session)) == [
        {
            "severity": "Critical",
            "categories": ["0fa1"],
            "optional": False,
            "driver": True,
        },
        {"severity": None, "categories": [], "optional": False, "driver": False},
    ]
    assert searcher.Online is False


def test_the_history_tells_times_and_articles():
    """Dates are UTC; of the title only the article's number is told."""
    entry = SimpleNamespace(
        Date=datetime(2026, 11, 20, 3, 0),  # noqa: DTZ001 - as COM gives it
        Operation=1,
        ResultCode=2,
        Title="Cumulative Update (KB5034441)",
    )
    session, _ = a_session(
        GetTotalHistoryCount=lambda: 2, QueryHistory=lambda _a, _b: [entry, Refusing()]
    )
    found = history(creating(Session=session))
    assert found[0] == {
        "time": datetime(2026, 11, 20, 3, 0, tzinfo=UTC).timestamp(),
        "operation": 1,
        "result": 2,
        "articles": ["5034441"],
    }
    assert found[1]["time"] is None
    session, _ = a_session(GetTotalHistoryCount=lambda: 0)
    assert history(creating(Session=session)) == []


def test_the_state_is_what_each_part_says():
    """A part that refuses is None, all of them are an error."""
    system = SimpleNamespace(RebootRequired=True)
    found = state(creating(SystemInfo=system, AutoUpdate=Refusing()))
    assert found["reboot_required"] is True
    assert found["last_search"] is None
    with pytest.raises(OSError, match="nothing"):
        state(creating(SystemInfo=Refusing(), AutoUpdate=Refusing()))


def test_a_date_of_1899_is_never():
    """COM writes an empty date so."""
    assert seconds(datetime(1899, 12, 30, tzinfo=UTC)) is None
    assert seconds("yesterday") is None
