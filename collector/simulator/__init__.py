"""A made-up fleet with a known truth, told to a store as real agents would tell it."""
