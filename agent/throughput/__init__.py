"""Throughput of a line or of the LAN: rare, capped tests by several methods, one door."""
