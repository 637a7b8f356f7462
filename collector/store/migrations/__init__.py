"""The steps by which a store of any earlier release becomes one of this release."""
