"""What the script for old Windows writes is declared, and names nobody."""

import re

import pytest

from agent import report
from agent.shared import wire
from agent.shared.fact_kinds import FACT_KINDS
from tests.support.old_windows import SOURCE
from tests.support.powershell_source import walk

NAMES_OF_PERSONS = re.compile(
    r"user|owner|registered|organi[sz]ation|installedby|fullname|account(name)?$|lastlogon"
    r"|primaryowner|emailaddress|windowsdirectory|path$|domain$",
    re.IGNORECASE,
)


def argument(node, parameter):
    """Return the node of the argument that follows *parameter* in a command."""
    elements = next(c for c in node.children if c.type == "command_elements")
    parts = [p for p in elements.children if p.type != "command_argument_sep"]
    place = next(i for i, p in enumerate(parts) if SOURCE.text(p) == parameter)
    return parts[place + 1]


def assigned(function, variable):
    """Return the keys that *function* puts into the hash table *variable*."""
    keys = []
    for node in walk(function):
        if node.type != "assignment_expression":
            continue
        left, right = node.children[0], node.children[-1]
        if SOURCE.text(left) == variable:
            literal = next(
                (n for n in walk(right) if n.type == "hash_literal_expression"), None
            )
            keys += SOURCE.keys(literal) if literal else []
        elif SOURCE.text(left).startswith(f"{variable}["):
            keys += SOURCE.strings(left)
    return keys


def facts_written():
    """Yield line, kind and attributes of every Add-Fact with a kind of its own."""
    for name, _, node in SOURCE.commands():
        if name != "Add-Fact" or "-Kind" not in SOURCE.text(node):
            continue
        kind = SOURCE.strings(argument(node, "-Kind"))[0]
        values = argument(node, "-Values")
        literal = next(
            (n for n in walk(values) if n.type == "hash_literal_expression"), None
        )
        function = SOURCE.around(node, "function_statement")
        keys = (
            SOURCE.keys(literal) if literal else assigned(function, SOURCE.text(values))
        )
        yield SOURCE.line(node), kind, keys


def test_every_fact_is_declared():
    """Kind and attributes, those of parts that failed included."""
    written = list(facts_written())
    assert len(written) >= 18
    for line, kind, keys in written:
        assert keys, f"line {line}"
        assert set(keys) <= set(FACT_KINDS[kind].fields), f"line {line}: {kind}"
    for name, _, node in SOURCE.commands():
        if name == "Read-Part":
            kind, *attributes = [
                SOURCE.text(part)[1:-1]
                for part in walk(node)
                if part.type == "string_literal"
                and SOURCE.around(part, "script_block_expression") is SOURCE.root
            ]
            assert set(attributes) <= set(FACT_KINDS[kind].fields), kind


def test_no_name_of_a_person_is_asked_for():
    """Only named properties are asked for, and none that names somebody."""
    for name, _, node in SOURCE.commands():
        if name == "Get-Rows":
            for asked in SOURCE.strings(node)[1:]:
                assert not NAMES_OF_PERSONS.search(asked), f"line {SOURCE.line(node)}"
        if name == "Get-WmiObject" and "-Class" in SOURCE.text(node):
            assert "Win32_EncryptableVolume" in SOURCE.text(node)
    assert "KeyProtector" not in SOURCE.content.decode()
    variables = {v.lower() for v in SOURCE.texts("variable")}
    assert not variables & {
        "$env:username",
        "$env:userprofile",
        "$home",
        "$env:userdomain",
    }


def literals(*wanted):
    """Return the keys of the hash literals that have all of *wanted*."""
    found = [SOURCE.keys(n) for n in SOURCE.of_type("hash_literal_expression")]
    return [keys for keys in found if set(wanted) <= set(keys)]


def test_the_report_has_the_shape_that_the_agent_prints():
    """``hatang-agent once --json`` has the same keys."""
    moment = report.Moment(0.0, "", 0.0)
    [keys] = literals("metrics", "facts", "events")
    assert set(keys) == set(report.document(moment, (), {}, ()))


@pytest.mark.parametrize(
    ("shape", "sign", "left_out"),
    [
        (wire.Batch, "instance", {"tables", "pending", "oldest", "dropped"}),
        (wire.Report, "spool", {"readings", "events", "surveys"}),
        (wire.EnrolmentRequest, "credential_digest", set()),
    ],
)
def test_what_is_posted_is_what_the_collector_reads(shape, sign, left_out):
    """Every field, or one that need not be there."""
    [keys] = literals(sign, "version")
    assert set(keys) | left_out == set(shape.__struct_fields__)
