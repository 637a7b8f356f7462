"""The CSV opens right in a spreadsheet of each language, and computes nothing."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.store.interface import Agent
from collector.web.i18n import Tongue
from collector.web.inventory import Entry, head
from collector.web.inventory_csv import inventory_csv
from tests.support.sample_fleet import item

EN, VI = Tongue("en"), Tongue("vi")


def entry(hostname="PC", **fields):
    """Return a machine with 1.5 GB."""
    facts = {"memory": {"": item(installed_bytes=int(1.5 * 1024**3))}}
    agent = Agent("a", "active", "0", hostname, **fields)
    return Entry(agent, "fresh", 1_795_487_100.0, facts, None)


def read(body, tongue):
    """Return the rows as a spreadsheet of that language reads them."""
    text = body.decode("utf-8-sig")
    delimiter = ";" if tongue is VI else ","
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


@pytest.mark.parametrize(("tongue", "size"), [(EN, "1.5"), (VI, "1,5")])
def test_a_spreadsheet_of_each_language_reads_it(tongue, size):
    """Separator and decimal sign are those of the language; the BOM says UTF-8."""
    body = inventory_csv([entry(department='Phòng "Kế toán"; 2')], tongue)
    assert body.startswith(b"\xef\xbb\xbf")
    titles, row = read(body, tongue)
    assert titles == head(tongue)
    assert row[1] == 'Phòng "Kế toán"; 2'
    assert size in row
    assert "2026-11-24 09:25" in row


@pytest.mark.parametrize(
    "name",
    ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "=cmd|' /C calc'!A0"],
)
def test_nothing_that_a_machine_says_is_computed(name):
    """A host name is text, whatever it begins with."""
    _, row = read(inventory_csv([entry(name)], EN), EN)
    assert row[0].startswith("'")


@given(st.text())
def test_every_name_stays_in_its_cell(name):
    """Quotes, separators and line breaks move nothing."""
    for tongue in (EN, VI):
        rows = read(inventory_csv([entry(name)], tongue), tongue)
        assert [len(row) for row in rows] == [len(head(tongue))] * 2


def test_no_cell_is_longer_than_a_spreadsheet_takes():
    """Excel would spill the rest into the next rows."""
    _, row = read(inventory_csv([entry("x" * 50_000)], EN), EN)
    assert len(row[0]) == 32_000
