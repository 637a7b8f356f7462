"""The reference of findings says what the rules say."""


def test_the_reference_is_up_to_date():
    """``deploy/dev/findings_reference.py`` wrote docs/findings.md from the texts."""
    from deploy.dev.findings_reference import PAGE, reference

    assert PAGE.read_text(encoding="utf-8") == reference()
