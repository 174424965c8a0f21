"""What is true in every environment?"""

from pathlib import Path
from urllib.parse import unquote, urlsplit

from csp.constants import NONCE, NONE, SELF
from django.utils.translation import gettext_lazy as _

from okportal.config.settings.environment import flag, key, keys, text, words

BASE_DIR = Path(__file__).resolve().parents[3]
DATA_DIR = Path(text("OKPORTAL_DATA", str(BASE_DIR / "var"))).resolve()
NODE_MODULES = BASE_DIR / "node_modules"

SECRET_KEY = text("OKPORTAL_SECRET_KEY")
ALLOWED_HOSTS = words("OKPORTAL_ALLOWED_HOSTS")
BASE_URL = text("OKPORTAL_BASE_URL", "http://127.0.0.1:8000").rstrip("/")
FIELD_KEYS = keys("OKPORTAL_FIELD_KEYS")
FIELD_KEY_CURRENT = next(iter(FIELD_KEYS))
BLIND_INDEX_KEY = key("OKPORTAL_BLIND_INDEX_KEY")
SEAL_KEYS = keys("OKPORTAL_SEAL_KEYS")
SEAL_KEY_CURRENT = next(iter(SEAL_KEYS))

INSTALLED_APPS = [
    "okportal.ui",
    "okportal.offices",
    "okportal.people",
    "okportal.audit",
    "okportal.outbox",
    "okportal.documents",
    "okportal.todo",
    "okportal.saved_views",
    "okportal.curricula",
    "okportal.home",
    "companies",
    "apprenticeships",
    "training",
    "contracts",
    "followup",
    "exams",
    "okportal.imports",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "crispy_forms",
    "csp",
    "django_filters",
    "django_htmx",
    "template_partials",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "okportal.people.middleware.LanguageMiddleware",
    "okportal.documents.body_limit.BodyLimitMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "okportal.people.middleware.SecondFactorMiddleware",
    "okportal.offices.middleware.OfficeMiddleware",
]

ROOT_URLCONF = "okportal.config.urls"
WSGI_APPLICATION = "okportal.config.wsgi.application"
CSRF_FAILURE_VIEW = "okportal.ui.views.csrf_failure"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "okportal.ui.context_processors.look",
            ],
        },
    }
]
CRISPY_ALLOWED_TEMPLATE_PACKS = ["designsystemet"]
CRISPY_TEMPLATE_PACK = "designsystemet"

# --- database: the pool needs no persistent connections of Django's own; the office is set per transaction
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "HOST": text("OKPORTAL_DB_HOST", ""),
        "PORT": text("OKPORTAL_DB_PORT", ""),
        "NAME": text("OKPORTAL_DB_NAME", "okportal"),
        "USER": text("OKPORTAL_DB_USER", "okportal_app"),
        "PASSWORD": text("OKPORTAL_DB_PASSWORD", ""),
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            "connect_timeout": 5,
            # Our lists join eight tables in an order that is right as written; looking for a better one took
            # PostgreSQL 22 to 52 ms a query, ten times the query itself (benchmarks, row `list`).
            "options": "-c join_collapse_limit=4",
            "pool": {"min_size": 1, "max_size": 8, "timeout": 5},
            # Server-side cursors would outlive the transaction that carries the office.
            "server_side_binding": False,
        },
        "DISABLE_SERVER_SIDE_CURSORS": True,
    }
}
DB_OWNER = text("OKPORTAL_DB_OWNER", "okportal_owner")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- cache and jobs
REDIS_URL = text("OKPORTAL_REDIS_URL", "redis://127.0.0.1:6379/1")
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": "okportal",
        "OPTIONS": {"socket_connect_timeout": 1, "socket_timeout": 2},
    }
}
CELERY_BROKER_URL = text("OKPORTAL_BROKER_URL", "redis://127.0.0.1:6379/0")
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_TIME_LIMIT = 100  # below the visibility timeout, or a slow task would run twice
CELERY_TASK_PUBLISH_RETRY_POLICY = {"max_retries": 1, "interval_start": 0, "interval_step": 0.2, "interval_max": 0.2}
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 120,
    "unacked_restore_interval": 10,
    "unacked_restore_throttle": 1,
    "socket_connect_timeout": 1,
    "socket_timeout": 2,
}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TIMEZONE = "UTC"  # beat in Europe/Oslo loses an hourly run in the autumn switch
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BEAT_SCHEDULE = {
    "deliver waiting messages": {"task": "okportal.outbox.tasks.deliver_waiting", "schedule": 30.0},
    "find due reminders": {"task": "followup.tasks.sweep_reminders", "schedule": 900.0},
    "start contracts whose day has come": {"task": "contracts.tasks.start_due_contracts", "schedule": 3600.0},
    "put changes of contracts in force": {"task": "contracts.tasks.apply_due_amendments", "schedule": 3600.0},
    "change companies whose day has come": {"task": "contracts.tasks.change_companies", "schedule": 3600.0},
    "end contracts whose agreed last day has passed": {
        "task": "contracts.tasks.finish_due_endings",
        "schedule": 3600.0,
    },
    "remind signers of contracts": {"task": "contracts.tasks.remind_signers", "schedule": 21600.0},
    "watch unused approvals": {"task": "contracts.tasks.watch_approvals", "schedule": 21600.0},
    "watch contracts at the county": {"task": "contracts.tasks.watch_county", "schedule": 21600.0},
    "weigh long absence": {"task": "apprenticeships.tasks.weigh_open_absences", "schedule": 21600.0},
    "remove files without a row": {"task": "okportal.documents.tasks.sweep_orphans", "schedule": 3600.0},
    "take up bundles that were lost": {"task": "contracts.tasks.resume_bundles", "schedule": 300.0},
    "take up imports that were lost": {"task": "okportal.imports.tasks.resume_imports", "schedule": 300.0},
    "write down the lights": {"task": "okportal.home.tasks.write_lights", "schedule": 24 * 3600.0},
    "remind of the question about places": {"task": "companies.tasks.remind_of_intake", "schedule": 21600.0},
    "look up waiting companies": {"task": "companies.tasks.look_up_waiting", "schedule": 900.0},
    # Each company once a week: a portion of a minute four times an hour is about 40,000 of them.
    "ask again about companies": {"task": "companies.tasks.refresh_companies", "schedule": 900.0},
}

# --- languages: English in the source; a missing Nynorsk string falls back to Bokmål because that is the default
LANGUAGE_CODE = "nb"
LANGUAGES = [("nb", _("Bokmål")), ("nn", _("Nynorsk")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["okportal.config.formats"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Oslo"
LANGUAGE_COOKIE_NAME = "okportal_language"
LANGUAGE_COOKIE_SAMESITE = "Lax"

# --- static files: third-party ones come from the locked npm packages, never from git
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [
    BASE_DIR / "static",
    ("vendor/ds", NODE_MODULES / "@digdir/designsystemet-css/dist/src"),
    ("vendor/theme", NODE_MODULES / "@digdir/designsystemet-css/dist/theme"),
    ("vendor/ds-web", NODE_MODULES / "@digdir/designsystemet-web/dist/umd"),
    ("vendor/inter", NODE_MODULES / "@fontsource-variable/inter"),
]
MEDIA_ROOT = DATA_DIR / "media"
PDF_FONTS = Path(text("OKPORTAL_PDF_FONTS", str(DATA_DIR / "fonts")))
STORAGES = {
    "default": {"BACKEND": "okportal.documents.storage.PrivateStorage", "OPTIONS": {"location": MEDIA_ROOT}},
    "private": {"BACKEND": "okportal.documents.storage.PrivateStorage", "OPTIONS": {"location": MEDIA_ROOT}},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FILE_UPLOAD_PERMISSIONS = 0o600

# --- people and login
AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "people:start"
ACCOUNT_ADAPTER = "okportal.people.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "OKportal"
USERSESSIONS_TRACK_ACTIVITY = False  # a write on every request would buy little
REQUIRE_MFA = flag("OKPORTAL_REQUIRE_MFA", False)
ALLAUTH_TRUSTED_PROXY_COUNT = int(text("OKPORTAL_PROXY_COUNT", "0"))

SESSION_COOKIE_AGE = 10 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"  # Strict would break the way back from an identity provider
CSRF_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    }
}

# --- mail: smtp://user:password@host:port, smtps://…, smtp+tls://…, file:///folder or console:
_mail = urlsplit(text("OKPORTAL_EMAIL_URL", "console:"))
_mail_ports = {"smtp": 25, "smtps": 465, "smtp+tls": 587}
if _mail.scheme in _mail_ports:
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST = _mail.hostname
    EMAIL_PORT = _mail.port or _mail_ports[_mail.scheme]
    EMAIL_HOST_USER = unquote(_mail.username or "")
    EMAIL_HOST_PASSWORD = unquote(_mail.password or "")
    EMAIL_USE_SSL = _mail.scheme == "smtps"
    EMAIL_USE_TLS = _mail.scheme == "smtp+tls"
elif _mail.scheme == "file":
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = _mail.path
else:
    EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = text("OKPORTAL_FROM_EMAIL", "OKportal <ikke-svar@okportal.example>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# --- SMS: none, "log" (shown on the console, for trying) or "http" (docs/operations.md)
SMS_GATEWAY = text("OKPORTAL_SMS_GATEWAY", "")
SMS_URL = text("OKPORTAL_SMS_URL", "")
SMS_TOKEN = text("OKPORTAL_SMS_TOKEN", "")
SMS_SENDER = text("OKPORTAL_SMS_SENDER", "OKportal")
SMS_TIMEOUT = 10

# --- signatures: dotted path of what takes them (docs/signing.md)
SIGNING_PROVIDER = text("OKPORTAL_SIGNING_PROVIDER", "contracts.signing.providers.built_in.BuiltIn")

OUTBOX_LEASE_SECONDS = 60  # how long a crashed worker keeps its messages; longer than a batch takes
VERIFY_MOST_QUESTIONS = 30  # in ten minutes, from one address, about whether papers are genuine
# Organisation look-up can be switched off where no outgoing traffic is allowed.
BRREG_ENABLED = flag("OKPORTAL_BRREG", True)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "filters": {"keys": {"()": "okportal.config.logs.WithoutKeys"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["keys"]}},
    "root": {"handlers": ["console"], "level": text("OKPORTAL_LOG_LEVEL", "INFO")},
    "loggers": {
        "django.server": {"handlers": ["console"], "level": "INFO", "propagate": False},
        "httpx2": {"level": "WARNING"},  # a line for every question to Enhetsregisteret
        # fontTools and WeasyPrint narrate every document
        "fontTools": {"level": "WARNING"},
        "weasyprint": {"level": "ERROR"},
        "pikepdf": {"level": "WARNING"},  # says at each start that it can log
    },
}
