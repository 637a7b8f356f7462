import gc

from collector.agent_series import FAMILIES
from collector.prepared import PLACE, Family, FamilyBook, PreparedTable
from tests.support.exposition import table

LABELS = b'instance="pc-1"'


def prepare(declared):
    """Return the prepared form of a table, with a book of its own."""
    return PreparedTable(declared, FamilyBook(FAMILIES))


def test_a_reading_becomes_one_chunk_of_lines_for_each_family():
    """Series of one family go together, whatever their order in the table."""
    declared = table(
        "disk",
        ("hatang_reads_total", "counter", ("device",)),
        ("hatang_up", "gauge", ()),
        series=((0, ("sda",)), (1, ()), (0, ("sdb",))),
    )
    prepared = prepare(declared)
    chunks = prepared.render((1.0, 0.5, 3.0), LABELS)
    assert chunks == (
        b'hatang_reads_total{instance="pc-1",device="sda"} 1\n'
        b'hatang_reads_total{instance="pc-1",device="sdb"} 3\n',
        b'hatang_up{instance="pc-1"} 0.5\n',
    )
    assert [value for _, _, value in prepared.read(chunks, LABELS)] == [1.0, 3.0, 0.5]


def test_a_value_that_is_not_a_number_has_no_line():
    """Null, NaN and infinities are left out, and reading back knows which."""
    declared = table(
        "disk",
        ("hatang_a", "gauge", ("d",)),
        series=tuple((0, (name,)) for name in "abcde"),
    )
    prepared = prepare(declared)
    values = (None, float("nan"), float("-inf"), 7.0, float("inf"))
    chunks = prepared.render(values, PLACE)
    assert [(labels, value) for _, labels, value in prepared.read(chunks, PLACE)] == [
        ({"d": "d"}, 7.0)
    ]


def test_large_numbers_that_add_up_to_infinity_are_shown():
    """The quick check for holes may be wrong without harm."""
    declared = table("x", ("hatang_a", "gauge", ("d",)), series=((0, "a"), (0, "b")))
    chunks = prepare(declared).render((1.7e308, 1.7e308), LABELS)
    assert chunks[0].count(b"\n") == 2


def test_percent_signs_and_odd_characters_in_labels_stay():
    """The template is not confused by what labels hold."""
    declared = table("x", ("hatang_a", "gauge", ("d",)), series=((0, ('%d%%"\\\n',)),))
    chunks = prepare(declared).render((1.0,), LABELS)
    assert chunks == (b'hatang_a{instance="pc-1",d="%d%%\\"\\\\\\n"} 1\n',)


def test_declarations_that_break_a_page_are_left_out():
    """Names, suffixes and labels that the formats refuse are not shown."""
    bad = (
        ('hatang_x"\n# EOF', "gauge", ()),
        ("other_metric", "gauge", ()),
        ("hatang_reads", "counter", ()),
        ("hatang_reads_total", "gauge", ()),
        ("hatang_x_info", "gauge", ()),
        ("hatang_x_created", "gauge", ()),
        ("hatang_info", "info", ()),
        ("hatang_total", "counter", ()),
        ("hatang_collector_x", "gauge", ()),
        ("hatang_l", "gauge", ("instance",)),
        ("hatang_l", "gauge", ("a-b",)),
        ("hatang_l", "gauge", ("__name__",)),
        ("hatang_l", "gauge", ("a", "a")),
    )
    prepared = prepare(table("x", *bad))
    assert prepared.left_out == {"invalid": len(bad)}
    assert prepared.render((1.0,) * len(bad), LABELS) == ()


def test_the_first_declaration_wins_while_it_is_used():
    """Another kind or other labels under a known name are left out and counted."""
    book = FamilyBook(FAMILIES)
    first = PreparedTable(table("a", ("hatang_x", "gauge", ("d",))), book)
    for name, kind, labels in (
        ("hatang_x", "gauge", ("e",)),
        ("hatang_x_total", "counter", ("d",)),
        ("hatang_x_info", "info", ("d",)),
        ("hatang_agent_up", "gauge", ()),
    ):
        other = PreparedTable(table("b", (name, kind, labels)), book)
        assert other.left_out == {"conflict": 1}
    assert first.families[0].agrees_with(first.table.metrics[0])
    del first
    gc.collect()
    again = PreparedTable(table("b", ("hatang_x_total", "counter", ())), book)
    assert again.left_out == {}


def test_a_table_that_declares_a_name_twice_shows_it_once():
    """The second declaration of one table is left out, equal or not."""
    prepared = prepare(table("x", ("hatang_x", "gauge", ()), ("hatang_x", "gauge", ())))
    assert prepared.left_out == {"conflict": 1}
    assert len(prepared.render((1.0, 2.0), LABELS)) == 1


def test_headers_are_those_of_the_format():
    """OpenMetrics names a counter without _total."""
    family = Family(table("x", ("hatang_x_total", "counter", ())).metrics[0])
    assert b"# TYPE hatang_x_total counter\n" in family.text
    assert b"# TYPE hatang_x counter\n" in family.openmetrics
