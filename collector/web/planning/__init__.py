"""The pages of the upgrade plan."""
