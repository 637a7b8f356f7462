"""Readers of what the kernel and the tools of Linux print."""
