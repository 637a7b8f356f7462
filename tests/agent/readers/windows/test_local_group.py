"""Members of a local group; the outputs are made by hand, the names are no persons'."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.readers.errors import ReadError
from agent.readers.windows.local_group import holds_every_domain_user, read_members
from tests.support.damaged import damaged, recordings

RULE = "-" * 79
GERMAN = f"""Aliasname     Administratoren
Beschreibung  Administratoren haben uneingeschränkten Vollzugriff.

Mitglieder

{RULE}
Administrator
FIRMA\\Domänen-Admins
FIRMA\\Domänen-Benutzer
Der Befehl wurde erfolgreich ausgeführt.

"""
TABLE = """
ObjectClass Name                PrincipalSource
----------- ----                ---------------
User        PC-1\\Administrator  Local
Group       FIRMA\\Domain Admins ActiveDirectory

"""


@pytest.mark.parametrize("codec", ["cp850", "cp1252", "utf-8", "utf-16"])
def test_members_stand_between_dashes_and_a_sentence(codec):
    """In any language."""
    members = read_members(GERMAN.replace("\n", "\r\n").encode(codec))
    assert members == [
        "Administrator",
        "FIRMA\\Domänen-Admins",
        "FIRMA\\Domänen-Benutzer",
    ]
    assert holds_every_domain_user(members)


@pytest.mark.parametrize(
    "sentence",
    [
        "The command completed successfully.",
        "La commande s'est terminée correctement.",
        "Команда выполнена успешно.",
        "命令成功完成。",
        "コマンドは正常に終了しました。",
    ],
)
def test_the_sentence_at_the_end_is_no_member(sentence):
    """An empty group has none."""
    content = f"Name x\n\n{RULE}\n{sentence}\n\n".encode()
    assert read_members(content) == []


def test_powershell_prints_the_same_members():
    """As a table, a list, or JSON."""
    members = ["PC-1\\Administrator", "FIRMA\\Domain Admins"]
    assert read_members(TABLE.encode()) == members
    listed = "".join(f"Name : {member}\nSID : S-1-5-21-1\n\n" for member in members)
    assert read_members(listed.encode()) == members
    assert read_members(b'{"Name": "PC-1\\\\Administrator"}') == members[:1]


@pytest.mark.parametrize(
    ("member", "everybody"),
    [
        ("FIRMA\\Domain Users", True),
        ("Все", True),
        ("S-1-5-21-1-2-3-513", True),
        ("NT AUTHORITY\\Authenticated Users", True),
        ("FIRMA\\Domain Admins", False),
        ("Domain Users Admin", False),
        ("S-1-5-21-1-2-3-5130", False),
    ],
)
def test_a_group_of_all_users_is_known(member, everybody):
    """By its name in several languages, or by SID."""
    assert holds_every_domain_user(["Administrator", member]) is everybody


@pytest.mark.parametrize(
    "content", [b"", b"System error 1376 has occurred.", b"Name Kind\n---- ----\n"[5:]]
)
def test_what_lists_no_group_is_refused(content):
    """An error message is no empty group."""
    with pytest.raises(ReadError):
        read_members(content)


@given(
    st.binary()
    | damaged([GERMAN.encode(), TABLE.encode(), *recordings("windows-users")])
)
def test_damaged_output_is_members_or_refused(content):
    """Nothing but a ReadError leaves the reader."""
    with contextlib.suppress(ReadError):
        holds_every_domain_user(read_members(content))
