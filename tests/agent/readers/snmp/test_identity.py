"""Identity by profiles and by ENTITY-MIB."""

from agent.readers.snmp.identity import (
    Identity,
    objects_wanted,
    read_identity,
    read_vendor,
)
from agent.readers.snmp.profiles import Profiles
from agent.readers.snmp.rows import oid
from agent.shared.toml import decode_settings

DESCR, OBJECT = oid("1.3.6.1.2.1.1.1.0"), oid("1.3.6.1.2.1.1.2.0")
ENTITY = oid("1.3.6.1.2.1.47.1.1.1.1")
RULES = """
hardware = [{ take = ["chassis.model"] }, { take = ["root.model"] }]

[[profile]]
os = "narrow"
type = "network"
objects = ["1.3.6.1.4.1.99.1"]
describes = 'Edition \\w'
version = [
  { take = ["sysDescr", "1.3.6.1.4.1.99.5.0"], pattern = 'v(\\S+)', write = "{0} [{1}]" },
  { take = ["sysDescr"], pattern = 'v(\\S+)' },
]
serial = [{ take = ["1.3.6.1.4.1.99.7.8.*"], beside = { column = "1.3.6.1.4.1.99.7.4.*", pattern = '^Main' } }]
features = [{ take = ["sysDescr"], pattern = 'Edition (\\w)', words = { A = "all", L = "light" } }]

[[profile]]
os = "wide"
type = "server"
objects = ["1.3.6.1.4.1.99"]

[[profile]]
os = "by object"
type = "storage"
has = "1.3.6.1.4.1.98.1.0"
"""
PROFILES = decode_settings(RULES, Profiles, name="rules")


def known(walk):
    """Return the identity of *walk* by the profiles of this test."""
    return read_identity(walk, PROFILES)


def test_the_first_profile_that_fits_says_where_to_look():
    """By sysObjectID at or below, and by what is found in sysDescr."""
    narrow = {DESCR: b"Box v1.2 Edition L", OBJECT: oid("1.3.6.1.4.1.99.1.7")}
    assert known(narrow) == Identity("narrow", "network", None, "1.2", None, "light")
    assert known({**narrow, DESCR: b"Box"}).os == "wide"
    assert known({**narrow, OBJECT: oid("1.3.6.1.4.1.991")}) == Identity()
    assert known({**narrow, OBJECT: b"junk"}) == Identity()


def test_a_profile_may_be_chosen_by_an_object_that_is_there():
    """For devices that give their vendor's number away."""
    assert known({oid("1.3.6.1.4.1.98.1.0"): b""}).os == "by object"


def test_a_rule_makes_nothing_without_all_that_it_takes():
    """The next one has its try; a word that is not in the list is none."""
    walk = {DESCR: b"Box v1.2 Edition Z", OBJECT: oid("1.3.6.1.4.1.99.1")}
    assert known(walk).version == "1.2"
    assert known(walk).features is None
    assert known({**walk, oid("1.3.6.1.4.1.99.5.0"): b"p7"}).version == "1.2 [p7]"


def test_a_cell_may_be_chosen_by_the_one_beside_it():
    """The serial number of the main board, not of the first."""
    base = oid("1.3.6.1.4.1.99.7")
    walk = {DESCR: b"Edition A", OBJECT: oid("1.3.6.1.4.1.99.1")}
    boards = {
        (*base, 4, 1): b"Fan",
        (*base, 8, 1): b"F1",
        (*base, 4, 2): b"Main board",
        (*base, 8, 2): b"M2",
    }
    assert known({**walk, **boards}).serial == "M2"
    assert known({**walk, (*base, 8, 1): b"F1"}).serial is None


def test_parts_are_asked_where_no_rule_of_the_profile_makes_anything():
    """A chassis by its class, else the part that is in no other; with profile or none."""
    root = {
        (*ENTITY, 13, 1): b"PSU",
        (*ENTITY, 4, 1): 2,
        (*ENTITY, 13, 2): b"R-1",
        (*ENTITY, 4, 2): 0,
    }
    assert known(root) == Identity(hardware="R-1")
    chassis = {(*ENTITY, 5, 3): 3, (*ENTITY, 13, 3): b"C-1"}
    assert known({**root, **chassis, OBJECT: oid("1.3.6.1.4.1.99")}) == Identity(
        "wide", "server", "C-1"
    )


def test_the_shipped_profiles_are_taken_by_themselves():
    """A made-up Cisco."""
    walk = {
        DESCR: b"Cisco IOS Software, C1000 Software (C1000-UNIVERSALK9-M),"
        b" Version 15.2(7)E3, RELEASE SOFTWARE (fc3)",
        OBJECT: oid("1.3.6.1.4.1.9.1.3000"),
    }
    assert read_identity(walk) == Identity(
        "ios", "network", "C1000", "15.2(7)E3", None, "UNIVERSALK9"
    )


def test_only_what_the_possible_profiles_name_has_to_be_read():
    """Those chosen by an object are possible until that is read."""
    narrow = {DESCR: b"Edition A", OBJECT: oid("1.3.6.1.4.1.99.1")}
    assert objects_wanted(narrow, PROFILES) == (
        oid("1.3.6.1.4.1.99.5.0"),
        oid("1.3.6.1.4.1.99.7.4"),
        oid("1.3.6.1.4.1.99.7.8"),
    )
    assert objects_wanted({}, PROFILES) == (oid("1.3.6.1.4.1.98.1.0"),)


def test_the_vendor_is_told_by_a_rule_or_by_the_number():
    """The maker of a program on somebody's machine is not the machine's."""
    known = decode_settings(
        '[vendors]\n9 = "Cisco"\n[[profile]]\nos = "x"\ntype = "network"\n'
        'describes = "HP"\nvendor = [{ take = ["sysDescr"], pattern = "(HPE?)" }]\n',
        Profiles,
        name="profiles.toml",
    )
    cisco = oid("1.3.6.1.4.1.9.1.1")
    assert read_vendor({OBJECT: cisco}, known) == "Cisco"
    assert read_vendor({OBJECT: cisco, DESCR: b"An HPE switch"}, known) == "HPE"
    assert read_vendor({OBJECT: oid("1.3.6.1.4.1.8072.3.2.10")}, known) is None
    assert read_vendor({OBJECT: oid("1.3.6.1.4.1")}, known) is None
    assert read_vendor({OBJECT: b"1.3.6"}, known) is None
