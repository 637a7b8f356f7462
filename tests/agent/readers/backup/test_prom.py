"""The Prometheus text format of drop-in files."""

import contextlib
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from prometheus_client.parser import text_string_to_metric_families

from agent.readers.backup.prom import MOST_BYTES, samples
from agent.readers.errors import ReadError

GOOD = b"""\
# HELP a_b When.
# TYPE a_b gauge
a_b 1.7e9
a_b{set="m\\"y\\\\ \\n",x="1",} +Inf\r

  c:d { y = "Z" } -.5
e{} NaN
f\t7
"""


def test_names_labels_and_values_are_read():
    """Escapes, odd spaces, a comma at the end."""
    found = samples(GOOD)
    assert [(one.name, one.labels) for one in found] == [
        ("a_b", {}),
        ("a_b", {"set": 'm"y\\ \n', "x": "1"}),
        ("c:d", {"y": "Z"}),
        ("e", {}),
        ("f", {}),
    ]
    values = [one.value for one in found]
    assert values[:3] == [1.7e9, math.inf, -0.5]
    assert math.isnan(values[3])


@pytest.mark.parametrize(
    "line",
    [
        "a",
        "a b",
        "a 1 1700000000000",
        "1a 1",
        'a{b="c" 1',
        'a{b="c"d="e"} 1',
        'a{b="c",b="d"} 1',
        'a{b="\\x"} 1',
        "a{b=c} 1",
        "a-b 1",
        "a 0x10",
        "a 1_000",
        "a " + "9" * 50,
        "a{" + ",".join(f'l{n}="x"' for n in range(60)) + "} 1",
        'a{b="' + "x" * 9000 + '"} 1',
    ],
)
def test_one_bad_line_refuses_the_file_by_its_number_only(line):
    """What stands there may be a secret: it is not quoted."""
    with pytest.raises(ReadError, match="line 2") as caught:
        samples(f"good 1\n{line}\n".encode())
    assert "x" * 20 not in str(caught.value)


@pytest.mark.parametrize(
    "content", [b"a 1\n" * 20_000, b"#" * (MOST_BYTES + 1), b'a{b="\xff"} 1']
)
def test_too_much_and_other_encodings_are_refused(content):
    """Before anything is kept of it."""
    with pytest.raises(ReadError):
        samples(content)


NAME = st.from_regex(r"[a-zA-Z_:][a-zA-Z0-9_:]{0,20}", fullmatch=True)
LABEL = st.from_regex(r"[a-zA-Z][a-zA-Z0-9_]{0,10}", fullmatch=True)
TEXT = st.text(
    st.characters(codec="utf-8", exclude_characters="\r", exclude_categories=("Cc",)),
    max_size=20,
)


def escaped(text):
    """Return *text* as the format writes it."""
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")


@given(NAME, st.dictionaries(LABEL, TEXT, max_size=4), st.floats(allow_nan=False))
def test_it_agrees_with_the_library_of_prometheus(name, labels, value):
    """Whatever a good writer writes."""
    inner = ",".join(f'{key}="{escaped(text)}"' for key, text in labels.items())
    line = f"{name}{{{inner}}} {value!r}\n"
    (family,) = text_string_to_metric_families(line)
    (theirs,) = family.samples
    (ours,) = samples(line.encode())
    assert (ours.name, ours.labels, ours.value) == (
        theirs.name,
        theirs.labels,
        theirs.value,
    )


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_junk_is_refused(content):
    """A list, or ReadError."""
    with contextlib.suppress(ReadError):
        assert isinstance(samples(content), list)
