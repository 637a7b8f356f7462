"""Watches the ways that the work rests on: to the gateway, the collector, along a line.

``targets`` says what is asked, ``track`` makes figures and outages of the answers,
``watcher`` asks one target, ``prober`` runs all of them.
"""
