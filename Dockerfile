# syntax=docker/dockerfile:1
# 14ms (target `app`, the default) and the n8n pack for compose.yaml (target `n8n-pack`).
# Versions are pinned here and in package-lock.json and tools/requirements.txt; .dockerignore keeps the rest out.

FROM node:24.21.0-bookworm-slim AS base
# yt-dlp runs on Python.
RUN apt-get update \
	&& apt-get install -y --no-install-recommends ca-certificates python3 \
	&& rm -rf /var/lib/apt/lists/*
WORKDIR /app

FROM base AS build
RUN apt-get update && apt-get install -y --no-install-recommends python3-pip
COPY package.json package-lock.json ./
# `npm ci` runs tools/bundle.mjs, which has nothing to bundle yet.
COPY tools ./tools
RUN npm ci --no-audit --no-fund
# yt-dlp, ffmpeg and Temporal's CLI, with hashes.
RUN npm run tools
COPY LICENSE tsconfig.json ./
COPY lib ./lib
COPY nodes ./nodes
COPY credentials ./credentials
COPY n8n-nodes-14ms ./n8n-nodes-14ms
RUN npm run pack:n8n
RUN npm prune --omit=dev --no-audit --no-fund

# The pack's tarball in n8n's own image, which installs it into n8n's folder (see compose.yaml).
FROM docker.n8n.io/n8nio/n8n:2.41.1 AS n8n-pack
COPY --from=build /app/dist/n8n-nodes-14ms/*.tgz /pack/n8n-nodes-14ms.tgz

FROM base AS app
ENV NODE_ENV=production HOST=0.0.0.0 DATA_DIR=/data
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/.tools ./.tools
COPY package.json tsconfig.json LICENSE cli.ts web.ts worker.ts ./
COPY bin ./bin
COPY tools ./tools
COPY lib ./lib
COPY services ./services
COPY activities ./activities
COPY workflows ./workflows
COPY web ./web
COPY sandbox ./sandbox
COPY cli ./cli
RUN node tools/bundle.mjs
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 3000
STOPSIGNAL SIGTERM
ENTRYPOINT ["/app/bin/14ms"]
CMD ["web"]
