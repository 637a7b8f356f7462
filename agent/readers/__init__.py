"""Readers: what tools, tables and logs of a machine say, as values.

A reader is a function of bytes or text. It opens nothing, knows no clock, and raises
``ReadError`` (never anything else) for what it cannot read. Agent, bundle and replay use
the same ones. None means that the input does not say; it never means zero or false.
"""
