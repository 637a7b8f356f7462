"""What smartctl prints of a drive's health, in JSON and in text, as values."""
