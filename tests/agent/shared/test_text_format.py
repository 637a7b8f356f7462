import math

from hypothesis import given
from hypothesis import strategies as st
from prometheus_client.openmetrics.parser import (
    text_string_to_metric_families as parse_openmetrics,
)
from prometheus_client.parser import text_string_to_metric_families as parse_text

from agent.shared.metric import Metric
from agent.shared.text_format import render

GAUGE = Metric("hatang_x_bytes", "gauge", 'A "quoted" \\ help.', ("device",))
COUNTER = Metric("hatang_y_total", "counter", "A counter.")
TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc")) | st.just("\n"))


@given(TEXT, st.floats())
def test_both_formats_are_read_back_by_the_official_parsers(label, value):
    """Labels, help and values come back as they were."""
    samples = [GAUGE.sample(value, device=label), COUNTER.sample(3)]
    for parse, openmetrics in ((parse_text, False), (parse_openmetrics, True)):
        families = list(parse(render(samples, openmetrics=openmetrics)))
        (sample,) = families[0].samples
        assert families[0].documentation == GAUGE.help
        assert sample.labels == {"device": label}
        assert sample.value == value or math.isnan(value)
        assert families[1].samples[0].name == "hatang_y_total"
        assert families[1].type == "counter"
