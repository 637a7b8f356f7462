"""Pages and supplies of printers."""

from agent.readers.snmp.printer import (
    INPUT_ENTRY,
    MARKER_ENTRY,
    SUPPLY_ENTRY,
    Supply,
    columns,
    read_pages,
    read_supplies,
)


def supply(index, name, level, capacity=100, *, kind=3, unit=19):
    """Return the cells of one supply."""
    return {
        (*SUPPLY_ENTRY, 5, 1, index): kind,
        (*SUPPLY_ENTRY, 6, 1, index): name.encode(),
        (*SUPPLY_ENTRY, 7, 1, index): unit,
        (*SUPPLY_ENTRY, 8, 1, index): capacity,
        (*SUPPLY_ENTRY, 9, 1, index): level,
    }


def test_pages_of_all_markers_are_counted():
    """A printer that does not say printed no page of which we know."""
    walk = {(*MARKER_ENTRY, 4, 1, 1): 1000, (*MARKER_ENTRY, 4, 1, 2): 20}
    assert read_pages(walk) == 1020
    assert read_pages({}) is None
    assert read_pages({(*MARKER_ENTRY, 4, 1, 1): -2}) is None


def test_a_level_is_a_share_of_the_capacity():
    """-3 is some, -2 unknown, -1 no limit: none of them is a number."""
    walk = {
        **supply(1, "Black", 63),
        **supply(2, "Drum", 2000, 8000, kind=9, unit=7),
        **supply(3, "Cyan", -3),
        **supply(4, "Magenta", -2),
        **supply(5, "Waste", -1, kind=4),
        **supply(6, "Yellow", 40, -2),
        **supply(7, "Fuser", 40, -2, kind=15, unit=7),
        **supply(8, "Black", 120),
    }
    assert read_supplies(walk) == (
        Supply("Black", "toner", 0.63),
        Supply("Drum", "drum", 0.25),
        Supply("Cyan", "toner", None),
        Supply("Magenta", "toner", None),
        Supply("Waste", "waste_toner", None),
        Supply("Yellow", "toner", 0.4),
        Supply("Fuser", "fuser", None),
        Supply("Black 2", "toner", 1.0),
    )


def test_paper_is_a_supply():
    """By tray."""
    walk = {
        (*INPUT_ENTRY, 9, 1, 1): 250,
        (*INPUT_ENTRY, 10, 1, 1): 125,
        (*INPUT_ENTRY, 13, 1, 1): b"Tray 1",
        (*INPUT_ENTRY, 10, 1, 2): -3,
        (*INPUT_ENTRY, 18, 1, 2): b"Manual feed",
    }
    assert read_supplies(walk) == (
        Supply("Tray 1", "paper", 0.5),
        Supply("Manual feed", "paper", None),
    )
    assert len(columns()) == 10
