"""Endings: what the law demands, the letters, what follows and the numbers."""
