"""Findings: what is wrong or worth knowing, judged from facts; pure functions.

Both sides use them: the agent's ``replay`` and the collector, each with its own clock and
its own copy of the knowledge files.
"""
