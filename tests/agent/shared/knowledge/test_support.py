"""The shipped ends of support are whole."""

from itertools import pairwise

from tests.support.machine_facts import KNOWLEDGE

SUPPORT = KNOWLEDGE.support


def test_builds_rise_and_stand_once():
    """A build twice would hide one of its rows."""
    builds = [row.build for row in SUPPORT.windows]
    assert all(a < b for a, b in pairwise(builds))


def test_extended_support_follows_the_end():
    """Whoever sells or gives it."""
    for row in SUPPORT.windows:
        assert row.ends
        assert all(day > row.ends[group] for group, day in row.extended.items())
    for row in SUPPORT.linux:
        assert (row.extended is None) == (row.extension == "none")
        assert row.extended is None or row.extended > row.end


def test_a_release_stands_once():
    """Names and versions of Linux, words and versions of Office."""
    linux = [(row.name, row.version) for row in SUPPORT.linux]
    assert len(linux) == len(set(linux))
    words = [word for row in SUPPORT.office for word in row.names]
    assert len(words) == len(set(words))


def test_enterprise_is_never_shorter_than_pro():
    """A slip of the pen would show here."""
    for row in SUPPORT.windows:
        if {"home_pro", "enterprise"} <= row.ends.keys():
            assert row.ends["enterprise"] >= row.ends["home_pro"]
        if {"ltsc", "iot_ltsc"} <= row.ends.keys():
            assert row.ends["iot_ltsc"] >= row.ends["ltsc"]


def test_most_rows_were_seen_in_the_source():
    """What stands from memory is marked."""
    rows = [*SUPPORT.windows, *SUPPORT.linux, *SUPPORT.office]
    assert sum(row.verified for row in rows) > 0.8 * len(rows)
