"""Devices that answer SNMP: the door to them, and pysnmp behind it.

Who wants a device takes an ``SnmpDevice`` (see ``device``); ``opening`` makes one.
Needs the extra ``switch``; pysnmp is imported only where it is used.
"""
