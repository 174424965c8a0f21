"""Is this paper ours, unchanged, and does it still hold?"""
