"""The declarations of facts, and that what probes yield is declared."""

import pytest

from agent.probe import NoData
from agent.probes import FACT_PROBES, PROBES, load
from agent.shared.fact_kinds import FACT_KINDS
from tests.support.yielded import facts

NOT_A_PROBE = "discovery"  # of the devices that an agent reads for others


def test_a_kind_names_its_probe_and_says_why():
    """So that the privacy page can say how to switch it off."""
    for name, kind in FACT_KINDS.items():
        assert kind.probe in {*PROBES, NOT_A_PROBE}, name
        assert kind.why.endswith("."), name
        assert kind.volatile <= set(kind.fields), name


@pytest.mark.parametrize("probe", sorted(FACT_PROBES))
def test_this_machine_yields_only_declared_facts(probe):
    """Whatever is collected stands on the privacy page."""
    try:
        found = facts(load(probe)().read())
    except NoData:
        return
    for kind, items in found.items():
        declared = FACT_KINDS[kind]
        assert declared.probe == probe
        for item in items.values():
            assert set(item.attributes) | set(item.unknown) <= set(declared.fields)
        assert declared.many or set(items) == {""}
