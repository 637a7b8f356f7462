"""Reads the messages out of the code into the catalogues, and compiles them.

``make locale`` after a text changed: new messages come empty into the ``.po`` files
(translate them there, then run it again), removed ones leave.
"""

import datetime as dt
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[2]
LANGUAGE = "vi"
_WHEN = dt.datetime(2026, 11, 24, tzinfo=dt.UTC)  # fixed: a run changes texts only

# What argparse itself says, of all Python versions that we run on.
ARGPARSE = (
    "usage: ",
    "options",
    "positional arguments",
    "subcommands",
    "show this help message and exit",
    "show program's version number and exit",
    " (default: %(default)s)",
    "%(prog)s: error: %(message)s\n",
    "%(prog)s: warning: %(message)s\n",
    "argument %(argument_name)s: %(message)s",
    "the following arguments are required: %s",
    "one of the arguments %s is required",
    "unrecognized arguments: %s",
    "not allowed with argument %s",
    "ignored explicit argument %r",
    "expected one argument",
    "expected at most one argument",
    "expected at least one argument",
    "invalid choice: %(value)r (choose from %(choices)s)",
    "invalid %(type)s value: %(value)r",
    "ambiguous option: %(option)s could match %(matches)s",
    "unknown parser %(parser_name)r (choices: %(choices)s)",
    "can't open '%(filename)s': %(error)s",
)
ARGPARSE_PLURAL = (("expected %s argument", "expected %s arguments"),)

# Pages and papers speak several languages at once, each by its Tongue's methods.
KEYWORDS = {**DEFAULT_KEYWORDS, "text": None, "plural": (1, 2)}


class Program(NamedTuple):
    """One catalogue: its domain, the package it is read from, where it lies."""

    domain: str
    package: Path
    locale: Path

    @property
    def po(self) -> Path:
        """The text that people translate."""
        return self.locale / LANGUAGE / "LC_MESSAGES" / f"{self.domain}.po"

    @property
    def mo(self) -> Path:
        """What the program reads."""
        return self.po.with_suffix(".mo")


PROGRAMS = (
    Program("hatang-agent", ROOT / "agent", ROOT / "agent/shared/locale"),
    Program("hatang-collector", ROOT / "collector", ROOT / "collector/locale"),
)


def sources(package: Path) -> Iterable[tuple[Path, str]]:
    """Yield the files with messages, and how Babel reads each."""
    for path in sorted(package.rglob("*.py")):
        yield path, "python"
    for path in sorted(package.rglob("templates/*.html")):
        yield path, "jinja2.ext:babel_extract"


def extract(program: Program) -> Catalog:
    """Return all messages of *program*, untranslated."""
    catalog = Catalog(
        locale=LANGUAGE, project=program.domain, creation_date=_WHEN, charset="utf-8"
    )
    for path, method in sources(program.package):
        place = path.relative_to(ROOT).as_posix()
        is_tongue = "/web/" in place or "/reports/" in place
        keywords = KEYWORDS if is_tongue else DEFAULT_KEYWORDS
        found = extract_from_file(method, str(path), keywords=keywords)
        for _line, message, comments, context in found:
            catalog.add(
                message, locations=[(place, 0)], auto_comments=comments, context=context
            )
    for message in (*ARGPARSE, *ARGPARSE_PLURAL):
        catalog.add(message, locations=[("argparse.py", 0)])
    return catalog


def read(program: Program) -> Catalog:
    """Return the catalogue as it lies in the repository; an empty one at first."""
    if not program.po.exists():
        return Catalog(locale=LANGUAGE, project=program.domain, charset="utf-8")
    with program.po.open("rb") as file:
        return read_po(file, locale=LANGUAGE, domain=program.domain)


def update(program: Program) -> Catalog:
    """Write the catalogue anew, translations kept, and compile it."""
    catalog = read(program)
    catalog.update(extract(program), no_fuzzy_matching=True)
    catalog.obsolete.clear()
    catalog.fuzzy = False
    catalog.creation_date = catalog.revision_date = _WHEN
    catalog.header_comment = "# Vietnamese texts; see deploy/dev/catalogues.py."
    program.po.parent.mkdir(parents=True, exist_ok=True)
    with program.po.open("wb") as file:
        write_po(file, catalog, width=88, sort_output=True, include_lineno=False)
    with program.mo.open("wb") as file:
        write_mo(file, catalog)
    return catalog


def missing(catalog: Catalog) -> list[str]:
    """Return the messages that have no translation."""
    return [
        str(message.id)
        for message in catalog
        if message.id and not all(_strings(message.string))
    ]


def _strings(string: object) -> tuple[str, ...]:
    return tuple(string) if isinstance(string, (tuple, list)) else (str(string or ""),)


def main() -> int:
    """Update all catalogues; say what waits for a translation."""
    waiting = 0
    for program in PROGRAMS:
        catalog = update(program)
        for text in missing(catalog):
            waiting += 1
            sys.stdout.write(f"{program.po.relative_to(ROOT)}: {text!r}\n")
    sys.stdout.write(f"{waiting} messages wait for a translation\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
