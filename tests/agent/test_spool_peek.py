"""A look into a spool changes nothing."""

import pytest

from agent.spool import Spool
from agent.spool_file import Spooled
from agent.spool_peek import PeekError, waiting
from tests.support.fake_clock import FakeClock


def test_what_waits_is_counted_beside_the_writer(tmp_path):
    """With the time of the oldest."""
    clock = FakeClock()
    spool = Spool(tmp_path, clock, max_bytes=10**7, max_age_s=1e6)
    assert waiting(tmp_path / "spool.db") == (0, None)
    first = clock.now()
    for _ in range(3):
        spool.append(lambda s, n: Spooled(s, n, clock.now(), "", b"{}"), {})
        clock.pass_(60)
    assert waiting(tmp_path / "spool.db") == (3, first)
    spool.close()


def test_what_is_no_spool_is_told(tmp_path):
    """Missing or junk; nothing is made."""
    path = tmp_path / "spool.db"
    with pytest.raises(PeekError):
        waiting(path)
    assert not path.exists()
    path.write_text("junk" * 99)
    with pytest.raises(PeekError):
        waiting(path)
