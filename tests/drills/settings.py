"""What differs for the workers of a drill: what a killed one had claimed is taken up soon."""

from okportal.config.settings.development import *  # noqa: F403

OUTBOX_LEASE_SECONDS = 2
