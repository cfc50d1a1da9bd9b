FROM python:3.11-slim AS build
WORKDIR /build
COPY requirements.lock ./
RUN python -m venv /venv && /venv/bin/pip install --no-cache-dir --require-hashes -r requirements.lock
COPY pyproject.toml README.md LICENSE ./
COPY surveys surveys
COPY storage storage
COPY bot bot
RUN /venv/bin/pip install --no-cache-dir --no-deps --no-build-isolation .

FROM python:3.11-slim
RUN useradd --system --uid 10001 --home-dir /nonexistent earshot \
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
