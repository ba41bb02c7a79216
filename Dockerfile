# How to build and run it: docs/guides/container.md
# By tag; to pin by digest, build with --build-arg NODE_IMAGE=node:24-slim@sha256:...
ARG NODE_IMAGE=node:24-slim

FROM ${NODE_IMAGE} AS dashboard
WORKDIR /build
COPY . .
RUN --mount=type=cache,target=/root/.npm \
    npm ci --workspace=@tollgate/dashboard --no-audit --no-fund \
    && node scripts/build-dashboard.mjs

# Without --include-workspace-root the Node that npm could bring is left out: the image has one.
FROM ${NODE_IMAGE} AS modules
WORKDIR /build
COPY . .
RUN --mount=type=cache,target=/root/.npm \
    npm ci --workspace=@tollgate/cli --omit=dev --no-audit --no-fund

FROM ${NODE_IMAGE}
ENV NODE_ENV=production \
    HOME=/var/lib/tollgate \
    TOLLGATE_DATA_DIR=/var/lib/tollgate
# A new volume takes over the owner and mode of what it covers.
RUN install -d -o node -g node -m 0700 /var/lib/tollgate
WORKDIR /app
COPY package.json LICENSE ./
COPY --from=modules /build/node_modules ./node_modules
COPY packages ./packages
COPY --from=dashboard /build/apps/dashboard/dist ./apps/dashboard/dist
# `node` of the base image. A number, so that runAsNonRoot can be checked.
USER 1000:1000
VOLUME /var/lib/tollgate
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
    CMD ["node", "-e", "fetch('http://127.0.0.1:8080/healthz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "packages/cli/bin/tollgate.js"]
CMD ["serve", "--host", "0.0.0.0"]
