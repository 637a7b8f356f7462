"""The pages of broadband lines: all of them, one of them, and its month as a file."""
