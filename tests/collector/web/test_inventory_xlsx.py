"""The workbook has typed cells, filters and a head that stays; no formula."""

import io
import re
import zipfile
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collector.store.interface import Agent
from collector.web import inventory_xlsx as module
from collector.web.i18n import Tongue
from collector.web.inventory import COLUMNS, Entry, head
from collector.web.inventory_xlsx import inventory_xlsx
from tests.support.sample_fleet import NOW, item, office_pc

EN, VI = Tongue("en"), Tongue("vi")
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def entry(hostname="PC-1", **fields):
    """Return a machine with the facts of an office PC."""
    agent = Agent("a", "active", "0", hostname, **fields)
    return Entry(agent, "fresh", NOW, office_pc(1), None)


def opened(body):
    """Return the names of the sheets, and what they hold."""
    book = zipfile.ZipFile(io.BytesIO(body))
    names = re.findall(r'<sheet name="([^"]*)"', book.read("xl/workbook.xml").decode())
    parts = [
        ElementTree.fromstring(book.read(f"xl/worksheets/sheet{n}.xml"))  # noqa: S314
        for n in range(1, len(names) + 1)
    ]
    return names, parts


def row(part, number):
    """Return the cells of one row: texts, or numbers as floats."""
    found = {}
    for cell in part.iter(f"{MAIN}c"):
        letters, at = re.fullmatch(r"([A-Z]+)(\d+)", cell.get("r")).groups()
        if int(at) == number:
            text = "".join(t.text or "" for t in cell.iter(f"{MAIN}t"))
            is_text = cell.get("t") == "inlineStr"
            found[letters] = text if is_text else float(cell.find(f"{MAIN}v").text)
    return found


def test_the_head_is_translated_frozen_and_filtered():
    """Each sheet begins with its titles."""
    names, parts = opened(inventory_xlsx([entry()], VI, now=NOW))
    assert len(names) == 3
    assert list(row(parts[0], 1).values()) == head(VI)
    for part in (parts[0], parts[2]):
        assert part.find(f".//{MAIN}pane").get("state") == "frozen"
        assert part.find(f"{MAIN}autoFilter").get("ref").startswith("A1:")


def test_cells_have_the_types_of_what_they_hold():
    """Numbers can be summed, dates sorted, and serial numbers stay text."""
    facts = office_pc(1) | {"system": {"": item(serial="007", model="X")}}
    one = Entry(Agent("a", "active", "0", "PC"), "fresh", NOW, facts, None)
    _, parts = opened(inventory_xlsx([one], EN, now=NOW))
    cells = dict(zip(head(EN), "ABCDEFGHIJKLMNOPQRSTUVWXYZ", strict=False))
    found = row(parts[0], 2)
    assert found[cells["RAM (GB)"]] == 8.0
    assert found[cells["Serial number"]] == "007"
    assert 46350 < found[cells["Last report"]] < 46351


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@x", "{=1}", "http://x", "12"])
def test_nothing_that_a_machine_says_is_computed(name):
    """Neither a formula nor a link nor a number: text."""
    body = inventory_xlsx([entry(name)], EN, now=NOW)
    _, parts = opened(body)
    assert row(parts[0], 2)["A"] == name
    assert not [f for part in parts for f in part.iter(f"{MAIN}f")]
    assert b"hyperlink" not in body


def test_an_empty_inventory_is_a_workbook_all_the_same():
    """With its titles."""
    names, parts = opened(inventory_xlsx([], EN, now=NOW))
    assert len(names) == 3
    assert len(row(parts[0], 1)) == len(COLUMNS)


def test_what_does_not_fit_is_said(monkeypatch):
    """A sheet ends somewhere; nobody takes a part for the whole."""
    monkeypatch.setattr(module, "MOST_ROWS", 3)
    _, parts = opened(inventory_xlsx([entry()], EN, now=NOW))
    assert "does not fit" in row(parts[2], 5)["A"]
    assert row(parts[2], 6) == {}


@settings(max_examples=30, deadline=None)
@given(
    st.text(st.characters()), st.floats(), st.text(max_size=3).map(lambda t: t * 20_000)
)
def test_whatever_a_machine_says_makes_a_sound_workbook(name, number, long):
    """Control characters and endless texts, too."""
    facts = {"x": {name: item(a_bytes=number, b=long, c=name)}}
    one = Entry(Agent("a", "active", "0", name), "fresh", NOW, facts, None)
    names, _ = opened(inventory_xlsx([one], EN, now=NOW))
    assert len(names) == 3
