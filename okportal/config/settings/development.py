"""What differs on a developer's or newcomer's own machine?"""

import os

# Fixed keys of no worth: they make a bare `manage.py check` work; `manage.py up` makes real ones in the data folder.
os.environ.setdefault("OKPORTAL_SECRET_KEY", "development-only-not-a-secret-key-0123456789abcdefghij")
os.environ.setdefault("OKPORTAL_FIELD_KEYS", "dev:" + "ZGV2ZWxvcG1lbnQtb25seS1maWVsZC1rZXktMDEyMzQ=")
os.environ.setdefault("OKPORTAL_BLIND_INDEX_KEY", "ZGV2ZWxvcG1lbnQtb25seS1ibGluZC1rZXktMDEyMzQ=")
os.environ.setdefault("OKPORTAL_SEAL_KEYS", "dev:" + "ZGV2ZWxvcG1lbnQtb25seS1zZWFsLWtleS0wMTIzNDU=")
os.environ.setdefault("OKPORTAL_SMS_GATEWAY", "log")
os.environ.setdefault("OKPORTAL_ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")

from okportal.config.settings.base import *
from okportal.config.settings.base import INSTALLED_APPS, STORAGES

DEBUG = False  # the designed error pages are the ones to look at; `manage.py runserver --settings` can turn it on
DEVELOPMENT = True
INSTALLED_APPS = [*INSTALLED_APPS, "okportal.embedded"]
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_USE_FINDERS = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True  # passkeys on http://localhost
