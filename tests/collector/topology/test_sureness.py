"""How sure a conclusion is, in three steps."""

import pytest

from collector.topology.sureness import SURENESSES, sureness


@pytest.mark.parametrize(
    ("confidence", "told"),
    [(1.0, "sure"), (0.9, "sure"), (0.89, "likely"), (0.6, "likely"), (0.2, "guess")],
)
def test_bounds_belong_to_the_better_step(confidence, told):
    """The surest first."""
    assert sureness(confidence) == told
    assert told in SURENESSES
