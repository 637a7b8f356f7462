"""The plan on the map."""

from collector.web.i18n import Tongue
from collector.web.planning.asked import Asked
from collector.web.planning.map_view import changes, elsewhere
from tests.support.sample_plan import sample_plan


def test_every_line_is_drawn_or_listed():
    """Nothing of the plan is lost between the map and the list below it."""
    plan, asked, tongue = sample_plan(), Asked(), Tongue("en")
    found = changes(plan, asked, tongue)
    assert set(found) == {line.target for line in plan.lines}
    drawn = sorted(found)[:2]
    left = {row["id"] for row in elsewhere(plan, asked, drawn, tongue)}
    assert left == {line.id for line in plan.lines if line.target not in drawn}


def test_a_change_leads_to_its_line():
    """With the year, and the earliest line of several."""
    plan = sample_plan()
    line = min(plan.lines, key=lambda one: (one.quarter, one.id))
    change = changes(plan, Asked(), Tongue("vi"))[line.target]
    assert change.when == str(line.year)
    assert line.title.vi in change.told
    assert change.link.startswith("/plan/line?budget=")


def test_a_year_is_shown_alone():
    """What the filter hides is not drawn."""
    plan = sample_plan()
    year = str(plan.lines[0].year)
    shown = changes(plan, Asked(year=year), Tongue("vi"))
    assert set(shown) == {o.target for o in plan.lines if str(o.year) == year}
