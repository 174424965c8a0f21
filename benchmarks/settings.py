"""What differs while we measure? The portal as a newcomer runs it, and one page more: the bare one."""

from okportal.config.settings.development import *  # noqa: F403

ROOT_URLCONF = "benchmarks.urls"
ALLOWED_HOSTS = ["127.0.0.1", "testserver"]
BRREG_ENABLED = False
