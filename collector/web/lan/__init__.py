"""The pages of the LAN: devices, the front of a switch, the map, the finder."""
