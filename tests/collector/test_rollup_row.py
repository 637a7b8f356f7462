"""Packed rows."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.rollup_row import Rollup, decode_rollup, encode_rollup
from collector.signals import SIGNALS
from collector.sketch import Sketch, SketchError

names = st.one_of(st.sampled_from(SIGNALS), st.text(min_size=1, max_size=40))


@given(st.integers(0, 10**6), st.dictionaries(names, st.lists(st.floats(-9, 9))))
def test_a_row_comes_back(count, values):
    """Signals that are known and others, any text."""
    rollup = Rollup(count, {name: Sketch(some) for name, some in values.items()})
    assert decode_rollup(encode_rollup(rollup)) == rollup


@given(st.binary(max_size=80))
def test_junk_is_a_sketch_error(data):
    """Bytes from a damaged store raise that, and nothing else."""
    for packed in (data, b"\x01" + data, b"\x02" + data):
        with contextlib.suppress(SketchError):
            decode_rollup(packed)


def test_a_row_that_was_cut_is_refused():
    """A half sketch is none."""
    packed = encode_rollup(Rollup(1, {"load_per_cpu": Sketch([1.0, 2.0])}))
    for end in (0, *range(3, len(packed))):
        with pytest.raises(SketchError):
            decode_rollup(packed[:end])


def test_the_row_of_a_device_with_many_ports_is_deflated():
    """The names of its ports are alike; a cut one is refused all the same."""
    ports = {
        f'port_receive_ratio{{port="Gi1/0/{n}"}}': Sketch([0.0]) for n in range(48)
    }
    rollup = Rollup(60, ports)
    packed = encode_rollup(rollup)
    assert decode_rollup(packed) == rollup
    assert len(packed) < 1000
    for end in (1, 10, len(packed) - 1):
        with pytest.raises(SketchError):
            decode_rollup(packed[:end])


def test_a_signal_of_a_newer_release_is_left_out():
    """The others are read."""
    packed = bytearray(encode_rollup(Rollup(1, {"load_per_cpu": Sketch([1.0])})))
    assert decode_rollup(bytes(packed + b"\x7f\x01\x00")).sketches.keys() == {
        "load_per_cpu"
    }


def test_the_numbers_of_signals_never_change():
    """Rows are kept for years."""
    assert SIGNALS[:3] == ("cpu_busy_ratio", "load_per_cpu", "memory_available_ratio")
    assert SIGNALS.index("network_transmit_bytes_per_second") == 11
    assert SIGNALS.index("io_pressure_ratio") == 12
    assert SIGNALS.index("port_receive_ratio") == 13
    assert SIGNALS.index("device_temperature_celsius") == 20
    assert SIGNALS.index("line_receive_ratio") == 21
    assert SIGNALS.index("line_up_ratio") == 28
    assert SIGNALS.index("line_watched_seconds") == 29


def test_what_is_not_wanted_is_not_decoded():
    """Not even if it is damaged."""
    rollup = Rollup(3, {"load_per_cpu": Sketch([1.0]), "cpu_busy_ratio": Sketch([2.0])})
    packed = bytearray(encode_rollup(rollup))
    found = decode_rollup(bytes(packed), lambda name: name == "cpu_busy_ratio")
    assert found.sketches == {"cpu_busy_ratio": Sketch([2.0])}
    packed[-1] = 99
    assert decode_rollup(bytes(packed), lambda name: name == "cpu_busy_ratio") == found
    with pytest.raises(SketchError):
        decode_rollup(bytes(packed))
