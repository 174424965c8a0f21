"""The platform: everything that knows nothing of apprentices."""
