"""Readers of SNMP tables: what rows of standard MIBs say, as values; no I/O.

They read a ``Walk`` (see ``rows``) whatever gave it: a device, a recording, a test.
"""
