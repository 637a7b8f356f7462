from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.shared import wire
from agent.shared.wire import (
    Acknowledgement,
    Batch,
    Declaration,
    EnrolmentAnswer,
    EnrolmentRequest,
    Facts,
    Item,
    Problem,
    Report,
    Table,
    WireError,
    decode,
    encode,
)

DATA = Path(__file__).parents[2] / "data" / "wire"
SHAPES = {
    "batch": Batch,
    "report": Report,
    "acknowledgement": Acknowledgement,
    "enrolment_request": EnrolmentRequest,
    "enrolment_answer": EnrolmentAnswer,
    "problem": Problem,
}
GOLDEN = sorted(DATA.glob("v*-*.json"))
TABLE = Table("cpu", 15.0, (Declaration("hatang_x", "gauge", "X.", ("core",)),), ())


@pytest.mark.parametrize("path", GOLDEN, ids=lambda p: p.stem)
def test_every_version_ever_sent_is_still_read(path):
    """A collector reads what agents of older releases send."""
    shape = SHAPES[path.stem.partition("-")[2]]
    message = wire.decode(path.read_bytes(), shape)
    assert wire.decode(wire.encode(message), shape) == message
    if isinstance(message, Batch):
        for raw in message.reports:
            assert wire.decode(raw, Report).readings
        for name, table in message.tables.items():
            wire.check_table(table)
            assert wire.table_id(table) == name


def test_the_museum_holds_every_message():
    """Each shape of version 1 has its golden file."""
    assert {p.stem for p in GOLDEN} >= {f"v1-{name}" for name in SHAPES}


@pytest.mark.parametrize("shape", SHAPES.values())
@given(body=st.binary(max_size=200))
def test_junk_raises_wire_error_and_nothing_else(shape, body):
    """The reader's only refusal is WireError."""
    with pytest.raises(WireError):
        wire.decode(body, shape)


def test_deep_nesting_is_refused():
    """A tower of brackets does not break the reader."""
    with pytest.raises(WireError):
        wire.decode(b"[" * 100_000, Batch)


@pytest.mark.parametrize(
    ("series", "text"),
    [
        (((1, ("0",)),), "no metric"),
        (((-1, ("0",)),), "no metric"),
        (((0, ()),), "labels do not fit"),
        (((0, ("0",)), (0, ("0",))), "twice"),
    ],
)
def test_a_table_whose_parts_do_not_fit_is_refused(series, text):
    """Metric index, labels and uniqueness are checked."""
    with pytest.raises(WireError, match=text):
        wire.check_table(msgspec.structs.replace(TABLE, series=series))


def test_names_depend_on_content_alone():
    """facts_id ignores the order of keys; table_id changes with any part."""
    one = {"a": {"x": Item({"p": 1, "q": 2})}, "b": {}}
    two = {"b": {}, "a": {"x": Item({"q": 2, "p": 1})}}
    assert wire.facts_id(one) == wire.facts_id(two)
    assert wire.table_id(TABLE) != wire.table_id(
        msgspec.structs.replace(TABLE, interval_s=60.0)
    )


@given(st.floats())
def test_only_finite_numbers_travel(value):
    """What JSON cannot say becomes null."""
    assert wire.finite(value) in {value, None}


@pytest.mark.parametrize(
    ("shape", "name"),
    [
        (wire.AgentId, "a" * 32),
        (wire.SpoolId, "a" * 8),
        (wire.TableId, "a" * 16),
        (wire.Digest, "a" * 64),
    ],
)
def test_no_line_break_hides_at_the_end_of_a_name(shape, name):
    """``$`` alone would let one pass."""
    assert wire.decode(wire.encode(name), shape) == name
    with pytest.raises(WireError):
        wire.decode(wire.encode(name + "\n"), shape)


def test_facts_without_bounds_are_no_report():
    """A hostile agent must not make the collector judge millions of things."""
    few, many = ({str(n): {} for n in range(count)} for count in (1000, 1001))
    assert decode(encode({"disk": few}), Facts)
    with pytest.raises(WireError):
        decode(encode({"disk": many}), Facts)
    kinds = {str(n): {} for n in range(201)}
    told = {"spool": "0" * 8, "sequence": 1, "time": 1, "boot": "b", "uptime_s": 1}
    with pytest.raises(WireError, match="facts"):
        decode(encode({**told, "facts": kinds}), Report)
