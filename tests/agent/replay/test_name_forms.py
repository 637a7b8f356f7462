"""Names are found however a program writes them."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.replay.name_forms import bytes_pattern, forms, identifies, pattern

NAME = "Nguyễn Thị Lan"


def found_in(text):
    """Return whether the name is found in *text*."""
    return pattern([NAME])[0].search(text) is not None


@pytest.mark.parametrize("page", ["cp1258", "cp1252", "cp850", "cp437", "ascii"])
def test_consoles_of_any_code_page_are_read(page):
    """A letter that the page lacks is a question mark."""
    printed = NAME.encode(page, "replace").decode("utf-8", "surrogateescape")
    assert found_in(f"user {printed}, today")


def test_tones_may_stand_apart_as_in_the_vietnamese_code_page():
    """It has ê and a tone, and no ễ."""
    apart = "Nguy\u00ea\u0303n Thi\u0323 Lan".encode("cp1258")
    assert found_in(apart.decode("utf-8", "surrogateescape"))


@pytest.mark.parametrize(
    "text",
    [
        "NGUYỄN THỊ LAN",
        "nguyen thi lan",
        json.dumps(NAME),
        f"{NAME}_backup",
        f"\\{NAME}\\",
    ],
)
def test_case_marks_escapes_and_underscores_do_not_hide_a_name(text):
    """All of it is in use."""
    assert found_in(text)


def test_a_longer_word_is_another_name():
    """Lan is no part of Lana, nor of Lân."""
    finder, _ = pattern(["lan"])
    assert not finder.search("Lana atlan2 lan9 đlan")


def test_a_form_leads_to_its_name():
    """So that one person is one number in every code page."""
    finder, names = pattern(["nguyễn thị lan"])
    found = finder.search("by NGUYEN THI LAN")
    assert names[found[0].lower()] == "nguyễn thị lan"


@pytest.mark.parametrize("name", ["", "x", "root", "Ubuntu", "dev", "LOCALHOST"])
def test_what_everybody_is_called_identifies_nobody(name):
    """To replace it would spoil paths and names of systems, and hide nobody."""
    assert not identifies(name)


def test_names_in_tables_are_found_in_one_and_two_bytes_a_letter():
    """Short ones would be found by chance."""
    finder = bytes_pattern(["PC-LAN", "lan"])
    assert finder.search(b"\0pc-lan\0")
    assert finder.search("PC-Lan".encode("utf-16-le"))
    assert not finder.search(b"\0lan\0")


@given(st.text(max_size=30))
def test_any_name_has_forms(name):
    """Whatever an account is called, nothing breaks."""
    assert all(isinstance(form, str) for form in forms(name))
    pattern([name])


def test_many_and_long_names_make_one_quick_pattern():
    """All of a school's homes may lie on its server."""
    names = [f"{'x' * 200}{number}" for number in range(300)] + ["an", "anh", "anhtu"]
    finder, _ = pattern(names)
    assert finder.findall("an anh anhtu anhtua") == ["an", "anh", "anhtu"]
    assert finder.search(names[250])
