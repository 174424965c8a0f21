"""What differs while the tests run?"""

from okportal.config.settings.development import *
from okportal.config.settings.development import DATABASES

ALLOWED_HOSTS = ["*"]
# One hash a login instead of a third of a second of argon2; production's hasher has a test of its own.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
DATABASES["default"]["OPTIONS"].pop("pool")  # the suite swaps roles on the connection, a pool would keep the old one
BRREG_ENABLED = False
SMS_GATEWAY = ""
VERIFY_MOST_QUESTIONS = 1_000_000  # the walks over all pages come from one address
