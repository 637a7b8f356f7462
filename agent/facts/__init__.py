"""What is known about a machine, as facts: pure functions of one reading."""
