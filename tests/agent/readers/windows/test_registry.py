"""What keys of the registry say; the values are made by hand."""

from hypothesis import given
from hypothesis import strategies as st

from agent.readers.windows import registry
from agent.readers.windows.reg_file import Key

SOFTWARE = r"HKEY_LOCAL_MACHINE\SOFTWARE"
UNINSTALL = rf"{SOFTWARE}\WOW6432Node\Microsoft\Windows\CurrentVersion\Uninstall"
LOCAL = (
    r"HKEY_LOCAL_MACHINE\SYSTEM\ControlSet001\Services\SharedAccess\Parameters"
    r"\FirewallPolicy"
)
POLICY = rf"{SOFTWARE}\Policies\Microsoft\WindowsFirewall"


def test_programs_are_entries_with_a_name():
    """Numbers of sloppy installers are text; sub-keys of an entry are none."""
    keys = [
        Key(UNINSTALL, {}),
        Key(rf"{UNINSTALL}\A", {"DisplayName": "A", "DisplayVersion": 7}),
        Key(rf"{UNINSTALL}\B", {"DisplayVersion": "1"}),
        Key(rf"{UNINSTALL}\C", {"DisplayName": "C", "SystemComponent": 1}),
        Key(rf"{UNINSTALL}\C\Sub", {"DisplayName": "D"}),
    ]
    found = registry.programs(keys)
    assert [(p.name, p.version, p.system_component) for p in found] == [
        ("A", "7", False),
        ("C", None, True),
    ]
    assert registry.lists_programs(keys[:1])
    assert not registry.lists_programs([])


def test_a_policy_counts_and_not_configured_is_not_off():
    """Standard is the profile that Windows shows as Private."""
    keys = [
        Key(rf"{LOCAL}\StandardProfile", {"EnableFirewall": 1}),
        Key(rf"{LOCAL}\PublicProfile", {}),
        Key(rf"{LOCAL}\PublicProfile\Logging", {"EnableFirewall": 0}),
        Key(rf"{LOCAL}\DomainProfile", {"EnableFirewall": 1}),
        Key(rf"{POLICY}\DomainProfile", {"EnableFirewall": 0}),
        Key(rf"{POLICY}\PrivateProfile", {}),
    ]
    found = {p.profile: p.enabled for p in registry.firewall_profiles(keys)}
    assert found == {
        "StandardProfile": True,
        "PublicProfile": None,
        "DomainProfile": False,
    }


def test_processors_are_counted_by_sub_keys():
    """The key above them is none."""
    above = r"HKEY_LOCAL_MACHINE\HARDWARE\DESCRIPTION\System\CentralProcessor"
    values = {"ProcessorNameString": "  A   B ", "~MHz": 2000}
    (found,) = registry.processors([Key(above, {}), Key(rf"{above}\0", values)])
    assert (found.name, found.speed_hz) == ("A B", 2_000_000_000)


def test_the_system_and_its_networks_are_read():
    """Only how far a network is trusted, not what it is called."""
    current = rf"{SOFTWARE}\Microsoft\Windows NT\CurrentVersion"
    keys = [
        Key(
            current,
            {"ProductName": "Windows 10 Pro", "CurrentBuild": "19045", "UBR": 5},
        ),
        Key(
            rf"{current}\NetworkList\Profiles\X", {"Category": 1, "ProfileName": "Home"}
        ),
    ]
    assert registry.system(keys)["build"] == 19045
    assert registry.system([]) == {}
    assert registry.networks(keys) == [registry.Network("private", None)]


def test_the_last_user_is_who_logged_on():
    """A log-on screen that shows nobody says nothing."""
    path = rf"{SOFTWARE}\Microsoft\Windows\CurrentVersion\Authentication\LogonUI"
    assert registry.last_user([Key(path, {"LastLoggedOnUser": r".\a"})]) == r".\a"
    assert registry.last_user([Key(path, {})]) is None
    assert registry.is_logon([Key(path, {})])


PATHS = (
    st.sampled_from(
        [
            rf"{UNINSTALL}\A",
            rf"{LOCAL}\PublicProfile",
            rf"{SOFTWARE}\Windows NT\CurrentVersion",
        ]
    )
    | st.text()
)
NAMES = st.sampled_from(["DisplayName", "EnableFirewall", "UBR", "~MHz", "Category"])
VALUES = st.text() | st.integers() | st.binary() | st.lists(st.text())


@given(st.lists(st.builds(Key, PATHS, st.dictionaries(NAMES, VALUES))))
def test_any_keys_are_read(keys):
    """Values may have any type."""
    registry.programs(keys)
    registry.processors(keys)
    registry.firewall_profiles(keys)
    registry.networks(keys)
    registry.system(keys)
    registry.last_user(keys)
