"""What all readers of backups share."""

from agent.readers.backup.shapes import newer


def test_the_later_of_two_times_counts():
    """One that is not known is no rival."""
    assert newer(1.0, 2.0) == 2.0
    assert newer(None, 2.0) == newer(2.0, None) == 2.0
    assert newer(None, None) is None
