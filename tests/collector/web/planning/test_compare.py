"""Two plans side by side."""

import msgspec

from collector.web.i18n import Tongue
from collector.web.planning.compare import compare_page, difference
from tests.support.sample_plan import sample_plan


def test_a_plan_is_no_different_from_itself():
    """All lines are the same."""
    plan = sample_plan()
    apart = difference(plan, plan)
    assert not apart.first
    assert not apart.second
    assert not apart.moved
    assert len(apart.same) == len(plan.lines)


def test_what_goes_comes_and_moves_is_told():
    """Each line stands in one place only."""
    plan = sample_plan()
    gone, moved, *rest = plan.lines
    later = msgspec.structs.replace(moved, quarter="2031Q4")
    new = msgspec.structs.replace(gone, id="machine:new/x")
    other = msgspec.structs.replace(plan, lines=(later, *rest, new), spent_vnd=7)
    apart = difference(plan, other)
    assert [line.id for line in apart.first] == [gone.id]
    assert [line.id for line in apart.second] == [new.id]
    assert [(a.id, b.quarter) for a, b in apart.moved] == [(moved.id, "2031Q4")]
    assert [line.id for line in apart.same] == [line.id for line in rest]
    page = compare_page(plan, other, Tongue("vi"))
    assert page["moved"][0]["later"] == "Quý\u00a0IV/2031"
    assert ("Dự kiến chi (đồng)", plan.spent_vnd, "7") == (
        page["figures"][1][0],
        int(page["figures"][1][1].replace(".", "")),
        page["figures"][1][2],
    )
