"""What does the application server call?"""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "okportal.config.settings.production")
application = get_wsgi_application()
