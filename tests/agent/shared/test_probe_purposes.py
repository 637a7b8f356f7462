"""Each probe says what it collects and why, in sentences."""

import pytest

from agent.probes import PROBES
from agent.shared.fact_kinds import FACT_KINDS
from agent.shared.probe_purposes import PURPOSES
from agent.switches.metrics import READINGS


def test_every_probe_and_every_probe_of_facts_is_there():
    """What nobody can look up must not be collected."""
    probes = set(PROBES) | {k.probe for k in FACT_KINDS.values()}
    assert probes | set(READINGS) | {"switch_survey"} == set(PURPOSES)


@pytest.mark.parametrize("name", PURPOSES)
def test_a_purpose_is_told_in_sentences(name):
    """A title, and two sentences."""
    purpose = PURPOSES[name]
    assert not purpose.title.endswith(".")
    for sentence in (purpose.collects, purpose.why):
        assert sentence.endswith(".")
        assert sentence[0].isupper()
