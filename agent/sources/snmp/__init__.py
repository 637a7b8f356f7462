"""Devices that answer SNMP: the door to them, and two ways behind it.

Who wants a device takes an ``SnmpDevice`` (see ``device``); ``opening`` makes one.
Communities are asked by packets of our own (``message``, ``udp_exchange``); users of
SNMPv3 by pysnmp, which is imported only where it is used and needs the extra ``switch``.
Pysnmp is also the other opinion in the tests of our own packets.
"""
