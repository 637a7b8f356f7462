"""Replay: what this version derives from recordings of other machines."""
