"""Grafana boards as code: what they show, in both languages, from declared series."""
