"""Rules applied to walks."""

import pytest

from agent.readers.snmp.level_reading import MOST_ROWS, read_levels
from agent.readers.snmp.level_rules import Group, LevelRules, Rule, Where
from agent.readers.snmp.rows import oid

COLUMN, OTHER, NAMES = (
    "1.3.6.1.4.1.99.1.1.1",
    "1.3.6.1.4.1.99.1.1.2",
    "1.3.6.1.4.1.99.1.1.3",
)
ENTITY = oid("1.3.6.1.2.1.47.1.1.1.1")


def at(column, *index):
    """Return the name of a cell."""
    return (*oid(column), *index)


def read(walk, *rules):
    """Return names and values that *rules* find."""
    known = LevelRules((Group("X", rules),))
    return [(level.name, level.value) for level in read_levels(walk, known)]


def test_a_number_is_scaled_and_named_by_its_row():
    """A lone object needs no number behind its name."""
    rule = Rule("cpu", value=COLUMN, scale=0.01, name="CPU")
    assert read({at(COLUMN, 1): 5, at(COLUMN, 2): 50}, rule) == [
        ("CPU 1", 0.05),
        ("CPU 2", 0.5),
    ]
    assert read({at(COLUMN, 0): 41}, rule) == [("CPU", 0.41)]
    numbered = Rule("cpu", value=COLUMN, scale=0.01, name="CPU", numbered=True)
    assert read({at(COLUMN, 196608): 5}, numbered) == [("CPU 1", 0.05)]


@pytest.mark.parametrize(
    ("sent", "pattern", "value"),
    [
        (b"47.3", None, 47.3),
        (b" 24 C/75 F", None, 24),
        (b"60 Secs ( 16.5%)", r"60 Secs \( *([\d.]+)", 16.5),
        (4294967168, None, None),
        (4294967286, None, -10),
        (9999, None, None),
        (0, None, None),
        (b"warm", None, None),
        ((1, 3), None, None),
    ],
)
def test_a_text_is_the_number_in_it(sent, pattern, value):
    """What is ignored, or cannot be, is nothing; 32 bits may hold a sign."""
    rule = Rule("temperature", value=COLUMN, ignore=(0,), pattern=pattern, name="t")
    assert read({at(COLUMN, 0): sent}, rule) == (
        [] if value is None else [("t", value)]
    )


def test_a_row_is_called_what_its_tables_call_it():
    """By a column of names, by ENTITY-MIB, or by another column that leads there."""
    walk = {
        at(COLUMN, 7): 30,
        at(NAMES, 7): b"inlet",
        at(OTHER, 7): 9,
        (*ENTITY, 7, 7): b"part 7",
        (*ENTITY, 2, 9): b"part 9",
    }
    assert read(walk, Rule("temperature", value=COLUMN, names=NAMES)) == [("inlet", 30)]
    assert read(walk, Rule("temperature", value=COLUMN, entity=True)) == [
        ("part 7", 30)
    ]
    assert read(walk, Rule("temperature", value=COLUMN, via=OTHER)) == [("part 9", 30)]


def test_only_the_rows_count_that_another_column_marks():
    """By what it says, or by what it does not."""
    walk = {at(COLUMN, n): 20 + n for n in (1, 2, 3)}
    walk |= {at(OTHER, 1): 1, at(OTHER, 2): 0}
    one = Rule("temperature", value=COLUMN, where=Where(OTHER, values=(1,)))
    assert read(walk, one) == [("1", 21)]
    never = Rule("temperature", value=COLUMN, where=Where(OTHER, never=(0,)))
    assert read(walk, never) == [("1", 21)]


def test_memory_is_made_of_two_amounts_or_a_share():
    """Of a size, or of none."""

    def memory(walk, **rule):
        known = LevelRules((Group("X", (Rule("memory", name="m", **rule),)),))
        return [(level.value, level.size) for level in read_levels(walk, known)]

    walk = {at(COLUMN, 0): 60, at(OTHER, 0): 40}
    assert memory(walk, used=COLUMN, free=OTHER, scale=1024) == [(61440, 102400)]
    assert memory(walk, size=COLUMN, free=OTHER) == [(20, 60)]
    assert memory(walk, size=COLUMN, used=OTHER) == [(40, 60)]
    assert memory(walk, size=OTHER, used=COLUMN) == []
    assert memory(walk, value=COLUMN, scale=0.01) == [(0.6, None)]
    assert memory(walk, value=COLUMN, size=OTHER, scale=0.01) == [(24, 40)]
    assert memory({at(COLUMN, 0): 60}, used=COLUMN, free=OTHER) == []


def test_a_state_is_well_or_not_or_none():
    """A part that is absent has no state."""
    walk = {at(COLUMN, n): n for n in (1, 2, 5)}
    well = Rule("ok", value=COLUMN, well=(1,), absent=(5,))
    assert read(walk, well) == [("1", 1.0), ("2", 0.0)]
    assert read(walk, Rule("ok", value=COLUMN, ill=(2,))) == [
        ("1", 1.0),
        ("2", 0.0),
        ("5", 1.0),
    ]


def test_of_alternatives_the_first_that_finds_anything_counts():
    """Sensors are all told."""
    walk = {at(OTHER, 0): 50, at(COLUMN, 0): 20}
    first = Rule("cpu", value=NAMES, scale=0.01, name="a")
    rules = [Rule("cpu", value=c, scale=0.01, name="b") for c in (OTHER, COLUMN)]
    assert read(walk, first, *rules) == [("b", 0.5)]
    sensors = [Rule("temperature", value=c, name="t") for c in (OTHER, COLUMN)]
    assert read(walk, *sensors) == [("t", 50), ("t", 20)]


def test_a_table_without_end_is_cut_off():
    """No rule makes more than so many."""
    walk = {at(COLUMN, n): 20 for n in range(1, MOST_ROWS + 99)}
    assert len(read(walk, Rule("temperature", value=COLUMN))) == MOST_ROWS
