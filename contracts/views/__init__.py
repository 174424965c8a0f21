"""Pages about contracts: to look at, to write on, and to take a step."""
