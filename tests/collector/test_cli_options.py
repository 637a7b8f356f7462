"""What all commands share."""

import argparse
from pathlib import Path

from collector.cli_options import common_options, places_of, store_url_of, table


def test_a_table_aligns_its_columns():
    """Without spaces at the ends of lines."""
    assert table(("ID", "NAME"), [("1", "a"), ("22", "")]) == "ID  NAME\n1   a\n22"


def test_the_data_directory_and_the_store_follow_the_options():
    """The store lies in the data directory unless a URL is given."""
    given = common_options().parse_args(["--data-directory", "/srv/h"])
    places = places_of(given)
    assert places.folder == Path("/srv/h")
    assert store_url_of(given, places) == "sqlite:////srv/h/hatang.db"
    named = argparse.Namespace(database="sqlite:////x.db")
    assert store_url_of(named, places) == "sqlite:////x.db"
