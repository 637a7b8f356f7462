"""Who is at fault: the machine, the LAN, the line, the operator, the far end or DNS.

Rules without I/O. ``slices`` puts what observers saw beside each other in time, ``lan``
and ``beyond`` say what each moment shows, ``incidents`` makes one incident of what
belongs together. docs/attribution.md tells it in prose.
"""
