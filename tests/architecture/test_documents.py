"""The reference pages say what the code says."""

import re
from pathlib import Path

import msgspec
import pytest

from agent.settings import Settings
from agent.shared.toml import decode_settings
from collector.settings import CollectorSettings

DOCS = Path(__file__).parents[2] / "docs"


def element_of(kind):
    """Return the struct of which *kind* (a tuple, annotated or not) has several."""
    kind = getattr(kind, "__origin__", kind) if hasattr(kind, "__metadata__") else kind
    arguments = getattr(kind, "__args__", ())
    if getattr(kind, "__origin__", None) is not tuple:
        return None
    first = arguments[0]
    is_struct = isinstance(first, type) and issubclass(first, msgspec.Struct)
    return first if is_struct else None


def keys(shape, prefix=""):
    """Yield the dotted key of every setting below *shape*."""
    for field in msgspec.structs.fields(shape):
        name = f"{prefix}{field.encode_name}"
        inner = field.type
        arguments = getattr(inner, "__args__", ())
        if isinstance(inner, type) and issubclass(inner, msgspec.Struct):
            yield from keys(inner, f"{name}.")
        elif arguments and getattr(inner, "__origin__", None) is dict:
            yield from keys(arguments[1], f"{name}.NAME.")
        elif (element := element_of(inner)) is not None:
            yield from keys(element, f"{name}[].")
        else:
            yield name


@pytest.mark.parametrize("shape", [Settings, CollectorSettings])
def test_every_setting_stands_in_the_reference(shape):
    """A setting that nobody can look up does not exist."""
    page = (DOCS / "settings.md").read_text(encoding="utf-8")
    missing = [key for key in keys(shape) if f"| `{key}` |" not in page]
    assert not missing


def test_the_reference_names_no_setting_that_is_not_there():
    """A key that was removed leaves the page, too."""
    page = (DOCS / "settings.md").read_text(encoding="utf-8")
    known = {*keys(Settings), *keys(CollectorSettings)}
    told = {line.split("`")[1] for line in page.splitlines() if line.startswith("| `")}
    assert told <= known


@pytest.mark.parametrize(("number", "shape"), [(0, Settings), (1, CollectorSettings)])
def test_the_examples_of_the_reference_are_accepted(number, shape):
    """What can be copied from the page works."""
    page = (DOCS / "settings.md").read_text(encoding="utf-8")
    example = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)[number]
    decode_settings(example, shape, name="docs/settings.md")
