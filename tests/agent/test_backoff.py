"""Waiting times after failures."""

import random

from hypothesis import given
from hypothesis import strategies as st

from agent.backoff import Backoff, retry_after


@given(st.integers(0, 2**32), st.integers(1, 40))
def test_waits_grow_and_stay_bounded(seed, failures):
    """Never under half the first, never over the most; success begins anew."""
    backoff = Backoff(random.Random(seed), first_s=4, most_s=100)
    waits = [backoff.failed() for _ in range(failures)]
    assert all(2 <= wait <= 100 for wait in waits)
    backoff.worked()
    assert backoff.failed() <= 4


def test_what_the_server_asks_is_the_least():
    """Retry-After is never undercut, and never obeyed for days."""
    backoff = Backoff(random.Random(1))
    assert backoff.failed(120) >= 120
    assert backoff.failed(1e9) <= 3700


def test_both_forms_of_retry_after_are_read():
    """Seconds and dates."""
    assert retry_after("17", now=0) == 17
    assert retry_after("Thu, 01 Jan 1970 00:01:00 GMT", now=20) == 40
    assert retry_after("Thu, 01 Jan 1970 00:00:01 GMT", now=20) == 0
    assert retry_after(None, now=0) is None


@given(st.text())
def test_junk_is_no_retry_after(text):
    """Anything else is passed over, never an error."""
    found = retry_after(text, now=0)
    assert found is None or found >= 0
