"""Readers of what Windows says: WMI rows, registry exports, console output."""
