"""The two offices a newcomer meets: believable, deterministic, and nobody real."""
