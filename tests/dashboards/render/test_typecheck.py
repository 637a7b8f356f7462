"""What of a board is handed to tsc; that tsc finds faults is tested with the real one."""

from dashboards.render.typecheck import parts, source
from tests.support.sample_board import board, panel, row, sample_board

NAMES = [part.name for part in parts(sample_board())]


def test_each_piece_of_a_panel_is_checked_by_its_own_name():
    """A fault names the panel and the piece."""
    label = "panel 1 “CPU of $instance”"
    assert [name for name in NAMES if name.startswith(label)] == [
        label,
        f"{label} options",
        f"{label} field options",
        f"{label} override of pc-02",
        f"{label} override of pc-02 color",
        f"{label} override of pc-02 custom.lineWidth",
        f"{label} query A",
    ]


def test_panels_of_a_collapsed_row_are_checked_too():
    """They are hidden on the page only."""
    hidden = panel(7, "stat", "Hidden", (0, 1, 4, 4), [])
    folded = board(row(6, "Row", 0, collapsed=True, panels=[hidden]))
    assert "panel 7 “Hidden” options" in [part.name for part in parts(folded)]


def test_an_unknown_panel_type_is_left_to_tsc_to_refuse():
    """Only its type is handed over, since its options have no type here."""
    names = [(part.name, part.type_name) for part in parts(board({"type": "gauge"}))]
    assert names[1:] == [("panel None “” type", "PanelType")]


def test_each_part_is_one_line_so_that_a_fault_finds_its_name():
    """Line n of the source has name n."""
    names, text = source(parts(sample_board()))
    lines = text.splitlines()
    assert len(names) == len(lines) == len(NAMES) + 1
    at = names.index("panel 4 “Machines” transformation organize")
    assert lines[at].startswith(f"export const part{at - 1}: Transformation = ")
    assert '"renameByName"' in lines[at]
