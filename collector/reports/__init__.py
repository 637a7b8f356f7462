"""Plans and reports as people hold them in their hands: papers, workbooks, tables."""
