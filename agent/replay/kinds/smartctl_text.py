"""Recordings of smartctl's text: versions before 7.0, and what people paste."""

from agent.replay.kinds.smartctl import read

__all__ = ["read"]
