"""Change of company: what stands in the way, what follows, and the paper about it."""
