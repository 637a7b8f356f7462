"""Measured need, options and the best plan for a budget; rules without I/O."""
