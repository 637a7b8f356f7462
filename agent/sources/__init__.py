"""The doors to the outside: one library or part of a system each."""
