"""Draws boards to pictures with Grafana's own components; a tool of developers."""
