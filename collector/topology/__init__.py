"""What hangs where: links and attachments from surveys, with evidence. Pure functions."""
