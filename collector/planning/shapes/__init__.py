"""What the parts of planning hand to each other."""
