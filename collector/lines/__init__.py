"""What a broadband line was worth in a period: outages, availability, contract kept or not.

Rules without I/O; ``collector.line_reader`` reads what they need.
"""
