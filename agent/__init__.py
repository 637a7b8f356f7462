"""The agent: measures one machine and what it can reach, and reports."""

__version__ = "0.1.0"
