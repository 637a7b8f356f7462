"""Reads the members of a local group: ``net localgroup``, or Get-LocalGroupMember.

The words around the members are in the system's language; the line of dashes before
them, and the sentence after them, are not.
"""

import re

from agent.readers.errors import ReadError
from agent.readers.windows.encoding import console_lines, decode_console
from agent.readers.windows.rows import read_rows
from agent.readers.windows.values import Row, text

MOST_MEMBERS = 10_000
MOST_BYTES = 4 << 20  # of as many members, in the widest encoding
_RULE = re.compile(r"-{20,}")
_COLUMNS = re.compile(r"-+(?:\s+-+)+\s*")
_SENTENCE = re.compile(r".*[.。!！।]|คำสั่ง.*|명령.*")
_EVERYBODY_BY_SID = re.compile(r"S-1-5-21(-\d{1,10}){3}-513|S-1-1-0|S-1-5-11|S-1-5-4")
# Domain Users, Everyone, Authenticated Users and INTERACTIVE, in the languages whose
# Windows translates them; the names of others are the English ones.
_EVERYBODY = frozenset(
    """domain users|domänen-benutzer|utilisateurs du domaine|utilisa. du domaine
    |usuarios del dominio|usuários do domínio|utilizadores do domínio|utenti del dominio
    |utenti dominio|domeingebruikers|gebruikers van domein|domänanvändare|domænebrugere
    |domenebrukere|toimialueen käyttäjät|użytkownicy domeny|uživatelé domény
    |používatelia domény|tartományi felhasználók|tartományfelhasználók
    |etki alanı kullanıcıları|пользователи домена|користувачі домену|χρήστες τομέα
    |utilizatori domeniu|everyone|jeder|tout le monde|todos|iedereen|alla|alle|kaikki
    |wszyscy|mindenki|herkes|все|усі|authenticated users|authentifizierte benutzer
    |utilisateurs authentifiés|usuarios autentificados|usuários autenticados
    |utenti autenticati|geverifieerde gebruikers|autentiserade användare
    |użytkownicy uwierzytelnieni|прошедшие проверку|interactive|interaktiv""".replace(
        "\n", ""
    ).split("|")
)


def read_members(content: bytes) -> list[str]:
    """Return the names of the members, those of a domain with its name before them.

    Raises:
        ReadError: it lists no group: an error message, or something else.
    """
    content = content[:MOST_BYTES]
    written, _ = decode_console(content)
    lines = [line.rstrip() for line in console_lines(written)]
    for place, line in enumerate(lines):
        if _RULE.fullmatch(line.strip()):
            return _listed(lines[place + 1 :])
        if place and _COLUMNS.fullmatch(line):
            return _tabled(lines[place - 1 :])
    names = [name for row in read_rows(content) if (name := _name(row))]
    if not names:
        raise ReadError("no members: neither net localgroup nor Get-LocalGroupMember")
    return names[:MOST_MEMBERS]


def _listed(lines: list[str]) -> list[str]:
    members = [line.strip() for line in lines if line.strip()]
    if members and _SENTENCE.fullmatch(members[-1]):
        members.pop()  # no account's name ends in a full stop
    return members[:MOST_MEMBERS]


def _tabled(lines: list[str]) -> list[str]:
    """Return the column Name of a table with its headings, dashes and rows."""
    begin = re.search(r"\bName\b", lines[0])
    columns = [match.start() for match in re.finditer(r"-+", lines[1])]
    if begin is None or begin.start() not in columns:
        raise ReadError("a table without a column Name")
    after = [column for column in columns if column > begin.start()]
    end = after[0] if after else None
    names = []
    for line in lines[2:]:
        if not line.strip():
            break
        names.append(line[begin.start() : end].strip())
    return names[:MOST_MEMBERS]


def _name(row: Row) -> str | None:
    return text(row.get("Name")) or text(row.get("SID"))


def holds_every_domain_user(members: list[str]) -> bool:
    """Return whether a member stands for all who can log on, by name or by SID."""
    return any(_is_everybody(member) for member in members)


def _is_everybody(member: str) -> bool:
    if _EVERYBODY_BY_SID.fullmatch(member.strip()):
        return True
    name = member.rpartition("\\")[2].strip()
    return " ".join(name.casefold().split()) in _EVERYBODY
