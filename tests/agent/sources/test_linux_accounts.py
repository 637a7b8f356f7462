"""Local administrators of made-up machines."""

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from agent.sources.linux_accounts import administrators, read_accounts
from tests.support.linux_doors import linux_doors

PASSWD = """root:x:0:0:root:/root:/bin/bash
daemon:x:1:1::/:/usr/sbin/nologin
lan:x:1000:1000:Lan:/home/lan:/bin/bash
minh:x:1001:27:Minh:/home/minh:/bin/bash
toor:x:0:0::/root:/bin/sh
broken
"""
GROUP = """root:x:0:
sudo:x:27:lan,domainuser
wheel:x:998:lan
users:x:100:daemon
"""


def test_root_members_and_primary_members_count_once():
    """By number; one whom the table does not know counts without."""
    assert administrators(PASSWD, GROUP) == ("0", "1000", "1001", "?")


def test_a_number_and_a_hash_leave_the_machine(tmp_path):
    """The hash is of sorted numbers, so a name changes nothing."""
    files = {"etc/passwd": PASSWD, "etc/group": GROUP}
    found = read_accounts(linux_doors(tmp_path, files))
    assert found.local_administrators == 4
    digest = hashlib.sha256(b"0\n1000\n1001\n?").hexdigest()
    assert found.local_administrators_digest == digest
    assert "lan" not in repr(found)
    assert found.every_domain_user_is_admin is None


def test_missing_tables_are_unknown(tmp_path):
    """Nobody would be wrong."""
    found = read_accounts(linux_doors(tmp_path))
    assert found.local_administrators is None
    assert "etc/passwd" in found.reasons["local_administrators"]


@given(st.text(), st.text())
def test_any_table_is_read(passwd, group):
    """Broken lines are passed over."""
    administrators(passwd, group)
