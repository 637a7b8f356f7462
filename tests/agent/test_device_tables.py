"""Readings of devices in terms of tables that travel once."""

import math

import msgspec
import pytest

from agent.device_tables import Block, DeviceTables, reading
from agent.packed_tables import unpack
from agent.report import MAX_SERIES, RepeatedSeriesError, Run
from agent.shared import wire
from agent.shared.metric import Metric, Sample

UP = Metric("hatang_test_up", "gauge", "Up.", ("port",))
BYTES = Metric("hatang_test_bytes_total", "counter", "Bytes.", ("port",))
BLOCK = Block((UP, BYTES), ("1", "2"), (1, 0, 12345, None))


def run(samples=(), *, device="sw1", probe="switch_ports", interval_s=60.0):
    """Return a run at the uptime 100."""
    return Run(probe, interval_s, 100.0, samples, device)


def test_a_block_becomes_a_table_and_its_values():
    """Series metric by metric, values in the same order, null for what is not known."""
    tables = DeviceTables()
    (one,) = tables.block(run(), BLOCK)
    table = unpack(tables.packed()[one.table_id])
    assert wire.table_id(table) == one.table_id
    wire.check_table(table)
    assert table.device == "sw1"
    assert table.series == ((0, ("1",)), (0, ("2",)), (1, ("1",)), (1, ("2",)))
    assert one.values == b"[1,0,12345,null]"


def test_the_same_ports_use_the_same_table():
    """Also in another process, where the earlier tables are known or not."""
    tables = DeviceTables()
    (one,) = tables.block(run(), BLOCK)
    (two,) = tables.block(run(), BLOCK._replace(values=(1, 1, 5, 6)))
    earlier = [(n, unpack(packed)) for n, packed in tables.packed().items()]
    (three,) = DeviceTables(earlier).block(run(), BLOCK)
    (four,) = DeviceTables().block(run(), BLOCK)
    assert {one.table_id, two.table_id, three.table_id, four.table_id} == {one.table_id}
    (other,) = tables.block(run(device="sw2"), BLOCK)
    (quick,) = tables.block(run(interval_s=20.0), BLOCK)
    (more,) = tables.block(run(), BLOCK._replace(ports=("1", "3")))
    ids = {one.table_id, other.table_id, quick.table_id, more.table_id}
    assert len(ids) == 4
    assert tables.packed().keys() == ids  # readings of the replaced ones may wait
    tables.packed()
    assert tables.packed().keys() == {other.table_id, more.table_id}


def test_a_large_device_needs_several_tables():
    """Each with whole ports; a smaller one forgets those that it needs no more."""
    tables = DeviceTables()
    count = MAX_SERIES
    ports = [str(n) for n in range(count)]
    values = [*range(count), *range(count)]
    found = tables.block(run(), Block((UP, BYTES), ports, values))
    kept = [unpack(tables.packed()[one.table_id]) for one in found]
    assert [table.probe for table in kept] == ["switch_ports", "switch_ports_2"]
    assert all(len(table.series) <= MAX_SERIES for table in kept)
    assert msgspec.json.decode(found[1].values)[0] == count // 2
    tables.block(run(), BLOCK)
    tables.packed()
    tables.packed()
    assert len(tables.packed()) == 1
    assert tables.block(run(), Block((UP,), (), ())) == []


def samples(*ports):
    """Return a sample of each of *ports*."""
    return [Sample(UP, (port,), 1.5) for port in ports]


def test_samples_that_come_and_go_keep_their_table():
    """One that is missing is null, as for the machine itself."""
    tables = DeviceTables()
    many = [str(n) for n in range(8)]
    (one,) = tables.samples(run(samples(*many)))
    (two,) = tables.samples(run(samples(*many[:-1])))
    assert two.table_id == one.table_id
    assert two.values.endswith(b"1.5,null]")
    (new,) = tables.samples(run(samples("9", *many)))
    assert new.table_id != one.table_id
    (again,) = tables.samples(run(samples("9", *many)))
    assert again == new


def test_samples_in_another_order_keep_their_meaning():
    """The values stand in the order of the table."""
    tables = DeviceTables()
    (one,) = tables.samples(run([Sample(UP, ("a",), 1.0), Sample(UP, ("b",), 2.0)]))
    (two,) = tables.samples(run([Sample(UP, ("b",), 4.0), Sample(UP, ("a",), 3.0)]))
    assert (one.table_id, two.values) == (two.table_id, b"[3,4]")
    (three,) = tables.samples(run([Sample(UP, ("b",), 6.0), Sample(UP, ("a",), 5.0)]))
    assert three.values == b"[5,6]"


def test_many_samples_need_several_tables_and_none_comes_twice():
    """Too many for one table, and one too often."""
    tables = DeviceTables()
    found = tables.samples(run(samples(*map(str, range(MAX_SERIES + 1)))))
    assert len(found) == 2
    with pytest.raises(RepeatedSeriesError):
        tables.samples(run(samples("1", "1")))


def test_a_device_is_forgotten():
    """Its tables travel no more."""
    tables = DeviceTables()
    tables.block(run(), BLOCK)
    tables.block(run(device="sw2"), BLOCK)
    tables.forget("sw1")
    assert len(tables.packed()) == 1


def test_a_reading_is_one_of_the_wire():
    """Though its values are JSON already; what is no number is null."""
    tables = DeviceTables()
    block = BLOCK._replace(values=(1, math.nan, 7.123456789012, None))
    (one,) = tables.block(run(), block)
    body = wire.encode(reading(one, 103.0))
    found = wire.decode(body, wire.Reading)
    assert found == wire.Reading(one.table_id, -3.0, (1, None, 7.12345679, None))
