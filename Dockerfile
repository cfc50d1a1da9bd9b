# Another base is for a machine that reaches no image registry: deploy/check_image.sh makes one.
ARG BASE=python:3.11-slim
FROM ${BASE} AS build
WORKDIR /build
COPY requirements.lock ./
RUN python -m venv /venv && /venv/bin/pip install --no-cache-dir --require-hashes -r requirements.lock
COPY pyproject.toml README.md LICENSE ./
COPY surveys surveys
COPY storage storage
COPY bot bot
# What only builds and installs stays behind: nobody who gets in finds a tool that fetches more.
RUN /venv/bin/pip install --no-cache-dir --no-deps --no-build-isolation . \
    && /venv/bin/pip uninstall --yes setuptools pip

FROM ${BASE}
# A PDF is drawn with the machine's own fonts: without these, in Latin letters alone.
RUN test -e /usr/share/fonts/truetype/dejavu/DejaVuSans.ttf \
    || { apt-get update && apt-get install -y --no-install-recommends fonts-dejavu-core \
    && rm -rf /var/lib/apt/lists/*; }
RUN groupadd --system --gid 10001 earshot \
    && useradd --system --uid 10001 --gid 10001 --home-dir /nonexistent earshot \
    && install -d -o earshot -g earshot -m 0700 /data /keys /copies /backups
COPY --from=build /venv /venv
ENV PATH=/venv/bin:$PATH PYTHONDONTWRITEBYTECODE=1 \
    EARSHOT_DATA=/data EARSHOT_KEYS=/keys EARSHOT_BACKUPS=/backups EARSHOT_WEBCHAT=0.0.0.0:8642
USER earshot
# Keys stay off the database's volume: a stolen /data without /keys tells nothing.
VOLUME ["/data", "/keys", "/copies", "/backups"]
EXPOSE 8642
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s CMD ["earshot", "health"]
CMD ["earshot", "run"]
