"""Which names a machine gives away."""

from agent.replay.persons import (
    account_names,
    home_names,
    machines_here,
    member_names,
    persons_here,
)

PASSWD = """root:x:0:0:root:/root:/bin/bash
daemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin
lan:x:1000:1000:Nguyen Thi Lan,,,:/home/lan:/bin/bash
nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin
broken line
"""


def test_people_are_the_accounts_from_1000_on():
    """Login and full name; the system's own accounts are no persons."""
    assert account_names(PASSWD) == {"lan", "Nguyen Thi Lan"}


def test_homes_and_environment_name_people_too(tmp_path):
    """Domain users stand in no local file."""
    (tmp_path / "home/hoa").mkdir(parents=True)
    (tmp_path / "etc").mkdir()
    (tmp_path / "etc/passwd").write_text(PASSWD)
    found = persons_here({"SUDO_USER": "minh"}, tmp_path)
    assert found == {"lan", "Nguyen Thi Lan", "hoa", "minh"}
    assert home_names(tmp_path / "gone") == set()
    assert persons_here({}, tmp_path / "gone") == set()


def test_the_machine_has_names_too():
    """An office PC is often called as its user."""
    environ = {"COMPUTERNAME": "PC-LAN", "LOGONSERVER": r"\\DC1"}
    assert {"PC-LAN", "DC1"} <= machines_here(environ)


def test_members_of_groups_are_people_even_if_a_domain_knows_them():
    """They stand in no other local file."""
    group = "root:x:0:\nsudo:x:27:lan,hoa.le,daemon\nbroken\n"
    assert member_names(group, PASSWD) == {"lan", "hoa.le"}


def test_large_numbers_are_people_too():
    """Those of a directory begin far above 65534."""
    line = "hoa:x:1200500:1200500:Le Thi Hoa:/home/hoa:/bin/bash"
    assert account_names(line) == {"hoa", "Le Thi Hoa"}
