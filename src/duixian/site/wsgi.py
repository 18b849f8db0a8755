"""What a web server calls: synchronous, since every view waits for the database."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "duixian.site.settings")
application = get_wsgi_application()
