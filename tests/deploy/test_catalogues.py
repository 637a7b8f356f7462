"""The Vietnamese catalogues are complete and say what the code says."""

import gettext
import importlib.util
import re
import string
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
pytest.importorskip("babel")


def tool():
    """Return deploy/dev/catalogues.py as a module."""
    path = ROOT / "deploy/dev/catalogues.py"
    spec = importlib.util.spec_from_file_location("catalogues", path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


CATALOGUES = tool()
PROGRAMS = pytest.mark.parametrize(
    "program", CATALOGUES.PROGRAMS, ids=lambda program: program.domain
)


def forms(message):
    """Return the texts of a message in one shape, singular or plural."""
    return tuple(message) if isinstance(message, (list, tuple)) else (message,)


def placeholders(text):
    """Return what is filled into *text*: ``{name}``, ``%(name)s`` and ``%s``."""
    found = re.findall(r"%\(\w+\)[a-z]|%[srd]", text)
    try:
        parts = list(string.Formatter().parse(text))
    except ValueError:
        return sorted(found)
    return sorted(found + [f"{{{name}:{spec}}}" for _, name, spec, _ in parts if name])


@PROGRAMS
def test_every_message_of_the_code_is_translated(program):
    """``make locale`` finds nothing that waits, and nothing that is gone."""
    known = {forms(m.id) for m in CATALOGUES.read(program) if m.id}
    needed = {forms(m.id) for m in CATALOGUES.extract(program) if m.id}
    assert not needed - known, "run make locale and translate what it names"
    assert not known - needed, "run make locale"
    catalog = CATALOGUES.read(program)
    assert CATALOGUES.missing(catalog) == []
    assert not [m.id for m in catalog if m.id and m.fuzzy]


@PROGRAMS
def test_translations_fill_in_the_same_values(program):
    """A lost placeholder would lose what matters, a new one would fail."""
    for message in CATALOGUES.read(program):
        if message.id:
            wanted = placeholders(forms(message.id)[-1])
            for text in forms(message.string):
                assert placeholders(text) == wanted, message.id


@PROGRAMS
def test_what_programs_read_is_what_people_translated(program):
    """The compiled catalogue is the text beside it."""
    with program.mo.open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    for message in CATALOGUES.read(program):
        if not message.id:
            continue
        ids, strings = forms(message.id), forms(message.string)
        if len(ids) > 1:
            assert compiled.ngettext(*ids, 2) == strings[0]
        else:
            assert compiled.gettext(ids[0]) == strings[0]
