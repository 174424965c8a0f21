"""What does the reckoning of a last day start from, and what is kept of it?"""
