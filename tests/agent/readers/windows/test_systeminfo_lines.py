"""Labels and values of ``systeminfo``."""

from hypothesis import given
from hypothesis import strategies as st

from agent.readers.windows.systeminfo_lines import Entry, read_entries


def test_values_begin_in_one_column():
    """A label with a colon, one with wide letters, a value with a colon, and none."""
    text = """
Memory: in use: 1 MB
主机名:         a: b
Empty:
Cards:          2 x
                [01]: one
                      DHCP: on
                      [01]: 192.0.2.7
                [02] : two
""".splitlines()
    assert read_entries(text) == [
        Entry("1 MB", (), "1 MB"),
        Entry("a: b", (), "b"),
        Entry("", (), ""),
        Entry("2 x", ("one", "two"), "2 x"),
    ]


def test_without_lists_the_first_colon_ends_the_label():
    """A line without one is no entry."""
    assert read_entries(["A: b: c", "prose", "C:\\>x"]) == [Entry("b: c", (), "c")]


@given(st.lists(st.text(alphabet="a中 :[0]\t", max_size=40), max_size=20))
def test_anything_is_cut_without_a_fall(lines):
    """Entries only."""
    assert all(isinstance(entry, Entry) for entry in read_entries(lines))
