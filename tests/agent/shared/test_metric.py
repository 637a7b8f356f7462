import pytest

from agent.shared.metric import Metric


@pytest.mark.parametrize(
    "arguments",
    [
        ("cpu", "gauge", "X."),
        ("hatang_Cpu", "gauge", "X."),
        ("hatang_cpu_total", "gauge", "X."),
        ("hatang_cpu", "counter", "X."),
        ("hatang_cpu", "info", "X."),
        ("hatang_cpu", "gauge", "X"),
        ("hatang_cpu", "gauge", "X.", ("instance",)),
        ("hatang_cpu", "gauge", "X.", ("Core",)),
    ],
)
def test_a_name_that_breaks_the_rules_is_refused(arguments):
    """Names, suffixes, help and labels are checked where they are declared."""
    with pytest.raises(ValueError, match=r"hatang|cpu"):
        Metric(*arguments)


def test_a_sample_has_exactly_the_declared_labels():
    """Values stand in the order of the declaration."""
    metric = Metric("hatang_x", "gauge", "X.", ("a", "b"))
    assert metric.sample(1, b="2", a="1").labels == ("1", "2")
    with pytest.raises(ValueError, match="missing"):
        metric.sample(1, a="1")
    with pytest.raises(ValueError, match="labels are"):
        metric.sample(1, a="1", b="2", c="3")
