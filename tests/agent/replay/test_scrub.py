"""What identifies persons is taken out of recordings."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.replay.scrub import Scrubber

SCRUBBER = Scrubber(["lan.nguyen", "Nguyễn Thị Lan"], ["PC-LAN-01"])


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("owner LAN.NGUYEN here", "LAN.NGUYEN"),
        ("Nguyễn Thị Lan", "Lan"),
        (r"C:\Users\hoa\AppData", "hoa"),
        (r"C:\\Users\\hoa\\AppData", "hoa"),
        ("/home/hoa/Documents", "hoa"),
        ("write to hoa@so.example.vn", "hoa@"),
        ("key 123456-123456-123456-123456-123456-123456-123456-123456", "123456"),
        ("rest:https://backup:geheim@nas/repo", "geheim"),
        (r"\\PC-LAN-01\share", "PC-LAN-01"),
    ],
)
def test_names_mail_keys_and_passwords_go(text, gone):
    """Whatever way they are written."""
    assert gone not in SCRUBBER.text(text)


@pytest.mark.parametrize(
    "text",
    [
        "Serial Number: 2RJF153",
        "Model: Lenovo ThinkPad Lan",
        "root:x:0:0:root:/root:/bin/bash",
        r"C:\Users\Public\Desktop",
        "https://example.org/path",
        "00:1a:2b:3c:4d:5e",
    ],
)
def test_what_names_no_person_stays(text):
    """Machines stay known: a bundle is for support."""
    assert SCRUBBER.text(text) == text


def test_one_person_is_one_number_everywhere():
    """So that what belongs together can still be seen."""
    scrubber = Scrubber(["anh.tran", "binh.le"])
    first, second = scrubber.text("anh.tran binh.le").split()
    assert first != second
    assert scrubber.text("C:\\Users\\Anh.Tran\\x") == f"C:\\Users\\{first}\\x"


def test_texts_in_any_wrapping_are_reached():
    """UTF-16 stays UTF-16; a table of the firmware is left alone."""
    wide = "lan.nguyen\r\n".encode("utf-16")
    assert "lan" not in SCRUBBER.content(wide).decode("utf-16")
    table = bytes(range(256)) * 4
    assert SCRUBBER.content(table) == table
    packed = {"stdout": {"$bytes": base64.b64encode(b"user lan.nguyen").decode()}}
    found = base64.b64decode(SCRUBBER.answer(packed)["stdout"]["$bytes"])
    assert found.startswith(b"user person")


@given(st.binary(max_size=200))
def test_any_content_is_scrubbed(content):
    """Bytes that are no text come through unchanged or as text."""
    assert isinstance(SCRUBBER.content(content), bytes)


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        (r"C:\Users\Tran Van Binh\Documents", "Binh"),
        ("/dev/sdb1 /media/hoa/ANH\\040CUOI vfat rw", "CUOI"),
        ('"mountpoint":"/run/media/hoa/ANH CUOI"', "CUOI"),
        ("//nas/x /mnt cifs rw,username=binh,domain=SO 0 0", "binh"),
        ("phuc@nas:/srv /mnt fuse.sshfs rw", "phuc"),
        ("https://token@nas/repo", "token"),
        ("http://quan:bi/mat@proxy:3128", "mat"),
        ("owner lan.nguyen_backup", "lan"),
        ("owner NGUYEN THI LAN", "LAN"),
        ("S-1-5-21-1111111111-2222222222-3333333333-1001", "1111111111"),
        ("S-1-12-1-1111111111-2222222222-3333333333-4444444444", "4444444444"),
    ],
)
def test_names_go_from_paths_options_and_identifiers(text, gone):
    """Those too that this machine does not know as accounts."""
    assert gone not in SCRUBBER.text(text)


def test_identifiers_of_accounts_stay_apart_and_well_known_ones_known():
    """A group of all users of a domain still says so when it is replayed."""
    domain = "S-1-5-21-1111111111-2222222222-3333333333"
    scrubber = Scrubber([])
    words = f"{domain}-1001 {domain}-1002 {domain}-1001_Classes {domain}-513 {domain}"
    one, other, classes, users, alone = scrubber.text(words).split()
    assert one != other
    assert classes == f"{one}_Classes"
    assert users == f"{alone}-513"
    assert one.startswith(f"{alone}-")


def test_units_of_systemd_are_no_mail():
    """Their names are asked for again when a bundle is replayed."""
    words = "systemd-fsck@dev-sda1.service btrfs-scrub@-.timer getty@tty1.service"
    assert SCRUBBER.text(words) == words


def test_full_names_and_homes_go_from_the_list_of_accounts():
    """Those of the system's accounts, too: nobody needs them."""
    line = b"svc:x:998:997:Tran Van Minh,P.1:/home/minh:/bin/sh\n"
    assert SCRUBBER.file("/etc/passwd", line) == b"svc:x:998:997:::/bin/sh\n"


def test_a_table_keeps_its_length_and_loses_names():
    """The firmware's strings end at a zero; a longer one would move all others."""
    table = bytes(range(256)) + b"\0PC-LAN-01\0" + bytes(9)
    found = SCRUBBER.content(table)
    assert found == bytes(range(256)) + b"\0xxxxxxxxx\0" + bytes(9)


@given(st.binary(max_size=200))
def test_bytes_without_names_stay_as_they_are(content):
    """Also those that can be read as UTF-16 by chance."""
    assert Scrubber([]).content(content + b"\0") == content + b"\0"
