"""Devices that an agent reads for others: switches and all else that answers SNMP.

``reading`` reads one once, ``poller`` all of them again and again. Nothing here loads
pysnmp before a device needs it.
"""
