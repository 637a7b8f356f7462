"""Where things lie in the data directory."""

import stat
from pathlib import Path

import pytest

from collector.places import Places, PlacesError, default_data_directory


@pytest.mark.parametrize(
    ("environ", "is_root", "expected"),
    [
        ({"HATANG_DATA": "/srv/h", "HOME": "/h"}, True, "/srv/h"),
        ({"HOME": "/h"}, True, "/var/lib/hatang"),
        ({"HOME": "/h"}, False, "/h/.local/share/hatang/collector"),
        ({"HOME": "/h", "XDG_DATA_HOME": "/x"}, False, "/x/hatang/collector"),
    ],
)
def test_the_default_folder_is_where_such_things_lie(environ, is_root, expected):
    """The environment names it, else the rights decide."""
    assert default_data_directory(environ, is_root=is_root) == Path(expected)


def test_addresses_are_read_back(tmp_path):
    """Other commands learn from it where the collector is."""
    places = Places(tmp_path / "data")
    places.ensure()
    assert places.read_addresses() == []
    places.write_addresses(["https://127.0.0.1:1"])
    assert places.read_addresses() == ["https://127.0.0.1:1"]
    places.addresses.write_text('{"urls": 5')
    assert places.read_addresses() == []


def test_the_folder_is_private(tmp_path):
    """Nobody else may read what lies there."""
    places = Places(tmp_path / "data")
    places.ensure()
    places.write_addresses([])
    assert stat.S_IMODE(places.folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(places.addresses.stat().st_mode) == 0o600


def test_one_serve_has_the_folder_alone(tmp_path):
    """The second is told so; when the first has ended the folder is free."""
    places = Places(tmp_path)
    assert not places.is_served()
    with places.hold():
        assert places.is_served()
        with pytest.raises(PlacesError, match="another"), Places(tmp_path).hold():
            pass
    assert not places.is_served()


def test_a_folder_that_cannot_be_made_is_an_error_with_advice(tmp_path):
    """The text names the option that helps."""
    (tmp_path / "file").write_text("")
    with pytest.raises(PlacesError, match="--data-directory"):
        Places(tmp_path / "file" / "data").ensure()
