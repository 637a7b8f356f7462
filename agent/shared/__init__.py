"""What agent and collector agree on: metrics, wire, clock, logs, language."""
