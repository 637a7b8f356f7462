"""All facts of one reading."""

import msgspec

from agent.facts.assemble import facts_of
from agent.shared.wire import Facts, facts_id
from agent.sources.inventory import Machine
from tests.support.machines import office_machine


def test_facts_pass_the_wire():
    """The facts of any machine are what the wire carries."""
    for machine in (Machine(), office_machine()):
        facts = facts_of(machine)
        assert msgspec.json.decode(msgspec.json.encode(facts), type=Facts) == facts


def test_equal_machines_have_one_name():
    """Two readings without a change give the same facts."""
    assert facts_id(facts_of(office_machine())) == facts_id(facts_of(office_machine()))


def test_an_unknown_machine_says_so_in_every_kind():
    """No kind of a single thing is missing; nothing is claimed."""
    facts = facts_of(Machine())
    for kind in (
        "system",
        "chassis",
        "firmware",
        "cpu",
        "memory",
        "security",
        "performance",
    ):
        assert facts[kind][""].unknown
        assert not facts[kind][""].attributes
