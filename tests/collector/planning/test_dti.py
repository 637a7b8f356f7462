"""Indicators of digital transformation."""

import msgspec
import pytest

from collector.planning.dti import faults, scores
from collector.planning.figure_texts import NAMES
from collector.planning_facts import load_planning

DTI = load_planning().dti


def indicator(formula, target=1.0, points=10.0):
    """Return a list with one indicator."""
    one = msgspec.structs.replace(
        DTI.indicator[0], formula=formula, target=target, points=points
    )
    return msgspec.structs.replace(DTI, indicator=(one,))


@pytest.mark.parametrize(
    ("value", "reached"), [(0.0, 0.0), (0.45, 5.0), (0.9, 10.0), (2.0, 10.0), (-1, 0)]
)
def test_points_grow_up_to_the_target(value, reached):
    """Not beyond it, and never below zero."""
    (score,) = scores(indicator("machines", target=0.9), {"machines": value})
    assert score.reached == reached
    assert score.value == value


def test_what_is_not_known_reaches_nothing():
    """And is told apart from zero."""
    (score,) = scores(indicator("machines / heads"), {"machines": 5.0, "heads": None})
    assert score.value is None
    assert score.reached is None


def test_the_examples_can_be_counted():
    """Every figure that they take is one of ours."""
    assert list(faults(DTI, NAMES)) == []


def test_faults_name_the_indicator():
    """A figure that does not exist, or no arithmetic at all."""
    (first,) = faults(indicator("machines / people"), NAMES)
    assert first == (DTI.indicator[0].id, "there is no figure people")
    (second,) = faults(indicator("exec('x')"), NAMES)
    assert "only numbers" in second[1]
