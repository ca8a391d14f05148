# docker build -t jdlint . && docker run --rm -v "$PWD:/work:ro" jdlint posts/
FROM python:3.13-slim AS build
COPY . /src
RUN pip wheel --no-cache-dir --wheel-dir /wheels /src

FROM python:3.13-slim
RUN --mount=type=bind,from=build,source=/wheels,target=/wheels \
    pip install --no-cache-dir --no-index --find-links /wheels jdlint
USER nobody
WORKDIR /work
ENTRYPOINT ["jdlint"]
