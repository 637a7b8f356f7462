"""The shape of the rules of levels, and the ones that are shipped."""

import pytest

from agent.readers.snmp.level_rules import LevelRules, shipped
from agent.readers.snmp.rows import oid
from agent.shared.toml import SettingsError, decode_settings

START = '[[group]]\nmib = "X"\nrules = [{ measure = "cpu", '


def test_the_shipped_rules_are_in_shape():
    """Of many vendors, and some for all."""
    known = shipped()
    assert len(known.group) > 25
    assert known.of(None)
    assert len(known.of(oid("1.3.6.1.4.1.9.1.1"))) > len(known.of(None))


def test_rules_are_those_of_a_device_in_their_order():
    """A vendor's before those for all."""
    measures = [rule.measure for rule in shipped().of(oid("1.3.6.1.4.1.318.1.3.27"))]
    assert measures.index("ups_charge") < measures.index("cpu")


def test_no_rule_stands_twice():
    """The same column for the same measure and rows would give the same twice."""
    for group in shipped().group:
        seen = [(r.measure, r.rows, r.pattern, r.where, r.size) for r in group.rules]
        assert len(seen) == len(set(seen)), group.mib


def test_a_rule_names_its_columns():
    """Those of values, and those that only name them."""
    rules = decode_settings(
        START + 'value = "1.3.1", names = "1.3.2", via = "1.3.3",'
        ' where = { column = "1.3.4", values = [1] } },'
        ' { measure = "memory", used = "1.3.5", free = "1.3.6" }]',
        LevelRules,
        name="levels.toml",
    )
    first, second = rules.of(None)
    assert first.columns == ((1, 3, 1), (1, 3, 2), (1, 3, 3), (1, 3, 4))
    assert second.rows == (1, 3, 5)
    assert second.columns == ((1, 3, 5), (1, 3, 6))


@pytest.mark.parametrize(
    ("rule", "why"),
    [
        ('name = "x" }]', "a rule has a value"),
        ('value = "cisco" }]', "matching regex"),
        ('value = "1.3", colour = "red" }]', "unknown field"),
        ('value = "1.3", pattern = "(" }]', "no pattern"),
        ('value = "1.3", pattern = "x" }]', "one group"),
        ('value = "1.3", where = { column = "1.3" } }]', "either values or never"),
        (
            'value = "1.3" }, { measure = "ok", value = "1.3" }]',
            "which values are well",
        ),
        ('value = "1.3" }, { measure = "colour", value = "1.3" }]', "Invalid enum"),
        (
            'value = "1.3" }, { measure = "memory", used = "1.3" }]',
            "a rule has a value",
        ),
    ],
)
def test_what_is_out_of_shape_is_refused(rule, why):
    """Rules name columns and numbers, and nothing that Python would run."""
    with pytest.raises(SettingsError, match=why):
        decode_settings(START + rule, LevelRules, name="levels.toml")
