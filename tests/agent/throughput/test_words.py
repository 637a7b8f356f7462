"""Figures as people read them."""

import pytest

from agent.throughput.budget import Left
from agent.throughput.line_test import Step
from agent.throughput.shapes import Measured, Moment
from agent.throughput.words import (
    budget_text,
    bytes_text,
    measured_text,
    progress_text,
    rate_text,
    step_text,
)
from tests.support.throughput import SERVER

FOUND = Measured(11_950_000.0, 48_000_000, 4.0, 0.998, 0.012, 0.048, capped=True)


@pytest.mark.parametrize(
    ("rate", "text"),
    [(11_950_000, "95.6 Mbit/s"), (600_000, "4.80 Mbit/s"), (1.2e8, "960 Mbit/s")],
)
def test_three_digits_are_enough(rate, text):
    """In the unit of contracts."""
    assert rate_text(rate) == text


def test_a_step_is_one_line():
    """With all that is known, or why there is nothing."""
    assert step_text(Step(SERVER, "up", "ok", FOUND)) == (
        "domestic, http, upload: 95.6 Mbit/s; 48.0 MB in 4.0 s; TCP efficiency 99.8 %;"
        " RTT 12.0 ms, under load 48.0 ms; ended by the cap of bytes"
    )
    assert measured_text(Measured(1e6, 10**7, 9.0)) == "8.00 Mbit/s; 10.0 MB in 9.0 s"
    failed = Step(SERVER, "down", "failed", None, "no route")
    assert step_text(failed) == "domestic, http, download: failed: no route"


def test_the_budget_is_told_before():
    """What is left bounds what is used."""
    text = budget_text(300_000_000, Left(120_000_000, 9_000_000_000))
    assert text.startswith("This test uses at most 120.0 MB.")
    assert "9 000.0 MB this month" in text


def test_progress_is_short():
    """Also before anything has passed."""
    assert progress_text("upload", Moment(2.0, 1_000_000)) == (
        "upload:  2.0 s, 1.0 MB, 4.00 Mbit/s"
    )
    assert bytes_text(0) == "0.0 MB"
    assert "0.00 Mbit/s" in progress_text("", Moment(0.0, 0))
