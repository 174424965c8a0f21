"""Who signs, in which order, by which door, and what is kept of it?"""
