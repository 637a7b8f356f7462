"""What probes are made of."""

import pytest

from agent.probe import known
from agent.shared.metric import Metric

SIZE = Metric("hatang_size_bytes", "gauge", "A size.", labels=("device",))


def test_only_known_values_become_samples():
    """Unknown is left out; zero is known."""
    pairs = [(SIZE, 0), (SIZE, None)]
    assert [s.value for s in known(pairs, device="sda")] == [0]


def test_labels_must_be_the_declared_ones():
    """A probe that forgets a label fails at once."""
    with pytest.raises(ValueError, match="device"):
        list(known([(SIZE, 1)]))
