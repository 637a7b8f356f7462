"""Shadow copies. The rows are made by hand after Win32_ShadowCopy."""

from agent.readers.backup.shadow import ShadowCopies, shadow_copies


def test_lasting_ones_are_counted_and_the_newest_dated():
    """Those that a backup program makes for its own use come and go."""
    rows = [
        {"Persistent": True, "InstallDate": "20231114221320.000000+000"},
        {"Persistent": True, "InstallDate": "20231115051321.000000+420"},
        {"Persistent": "TRUE", "InstallDate": None},
        {"Persistent": False, "InstallDate": "20260101000000.000000+000"},
    ]
    assert shadow_copies(rows) == ShadowCopies(3, 1_700_000_001.0)
    assert shadow_copies([]) == ShadowCopies(0, None)
