import gzip
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.gunzip import GunzipError, TooLargeError, gunzip


@given(st.lists(st.binary(max_size=200_000), min_size=1, max_size=3))
def test_members_are_unpacked_one_after_the_other(parts):
    """One member or several give what was packed."""
    packed = b"".join(gzip.compress(part) for part in parts)
    assert gunzip(packed, limit=1_000_000) == b"".join(parts)


@given(st.binary(max_size=100))
def test_junk_is_refused(body):
    """What is not gzip raises GunzipError and nothing else."""
    with pytest.raises(GunzipError):
        gunzip(body, limit=1000)


@given(st.integers(1, 50))
def test_a_body_that_is_cut_off_is_refused(cut):
    """Not all of it is none of it."""
    packed = gzip.compress(bytes(range(256)))
    with pytest.raises(GunzipError):
        gunzip(packed[:-cut], limit=1000)


def test_a_bomb_stops_at_the_limit():
    """One byte over the limit is refused, the limit itself is not."""
    packed = gzip.compress(bytes(1000))
    assert len(gunzip(packed, limit=1000)) == 1000
    with pytest.raises(TooLargeError):
        gunzip(packed, limit=999)
    with pytest.raises(TooLargeError):
        gunzip(gzip.compress(zlib.compress(b"") + bytes(10**8)), limit=10**6)
