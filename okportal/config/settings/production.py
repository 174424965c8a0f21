"""What differs where real people's data lives?"""

from okportal.config.settings.base import *
from okportal.config.settings.environment import flag, words

DEBUG = False
DEVELOPMENT = False
REQUIRE_MFA = flag("OKPORTAL_REQUIRE_MFA", True)

CSRF_TRUSTED_ORIGINS = words("OKPORTAL_TRUSTED_ORIGINS")
SECURE_SSL_REDIRECT = flag("OKPORTAL_SSL_REDIRECT", True)
SECURE_REDIRECT_EXEMPT = [r"^live$", r"^ready$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrf"
LANGUAGE_COOKIE_SECURE = True
