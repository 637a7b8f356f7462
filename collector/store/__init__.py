"""The truth: what the collector keeps, behind one protocol."""
