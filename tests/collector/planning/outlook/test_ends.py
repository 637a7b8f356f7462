"""Ends that have a date."""

import datetime as dt

from agent.shared.wire import Item
from collector.planning.outlook.ends import contract_ends, support_ends
from tests.support.machine_facts import KNOWLEDGE
from tests.support.need_cases import line, machine

TODAY = dt.date(2026, 11, 30)


def ends(**facts):
    """Return what ends of a machine with other facts."""
    return list(support_ends(machine(**facts), KNOWLEDGE.support, TODAY))


def windows(name, edition, build):
    """Return facts of that Windows."""
    return {
        "": Item({"name": name, "edition": edition, "version": "x", "build": build})
    }


def test_the_end_depends_on_the_edition():
    """Enterprise has a year more."""
    (pro,) = ends(
        operating_system=windows("Windows 11 Pro", "Professional", "26200.1"), office={}
    )
    (enterprise,) = ends(
        operating_system=windows("Windows 11 Enterprise", "Enterprise", "26200.1"),
        office={},
    )
    assert pro.by == dt.date(2027, 10, 12)
    assert enterprise.by == dt.date(2028, 10, 10)
    assert pro.text.vi == "Windows 11 Pro x hết hỗ trợ bảo mật ngày 12/10/2027"


def test_what_has_ended_says_so_and_until_when_updates_are_sold():
    """Windows 10 in late 2026."""
    (found,) = ends(
        operating_system=windows("Windows 10 Pro", "Professional", "19045.1"), office={}
    )
    assert found.by == dt.date(2025, 10, 14)
    assert "no security updates since 14 October 2025" in found.text.en
    assert "trả phí đến" in found.text.vi


def test_office_programs_end_too():
    """One that is always new does not."""
    old = {"office": Item({"name": "Microsoft Office LTSC 2021", "version": "16.0.1"})}
    found = [one for one in ends(office=old) if "Office" in one.text.en]
    assert [one.by for one in found] == [dt.date(2026, 10, 13)]


def test_a_system_that_nobody_knows_has_no_end():
    """Nothing is made up."""
    assert ends(operating_system={"": Item({"name": "Plan 9"})}, office={}) == []
    assert ends(operating_system={}, office={}) == []


def test_a_contract_ends_on_its_day():
    """Without a day nothing is said."""
    (found,) = contract_ends(line(contract_ends=dt.date(2027, 3, 1)).line, TODAY)
    assert found.text.vi == "Hợp đồng hết hạn ngày 01/03/2027"
    (ended,) = contract_ends(line(contract_ends=dt.date(2026, 3, 1)).line, TODAY)
    assert ended.text.en == "The contract ended on 1 March 2026"
    assert list(contract_ends(line().line, TODAY)) == []
