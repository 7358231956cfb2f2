# The daemon's image. Two stages, so that neither the compiler nor the development packages reach the last one.
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# No install scripts: nothing is built or fetched beyond the packages themselves.
RUN npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
# .dockerignore lets in what the build needs, and nothing else.
COPY . .
# What stays is what package.json calls dependencies, the native part of the chart renderer among it.
RUN npm run build && npm prune --omit=dev --ignore-scripts --no-audit --no-fund --loglevel=error && \
    find node_modules -type d -empty -delete

FROM node:24-bookworm-slim
ENV NODE_ENV=production \
    STATE_URL=sqlite:/var/lib/lookout/state/lookout.db \
    OUTPUT_DIR=/var/lib/lookout/output
# Named volumes take over the owner of these folders; all else may be mounted read-only.
RUN mkdir -p /var/lib/lookout/state /var/lib/lookout/output && chown -R node:node /var/lib/lookout
VOLUME ["/var/lib/lookout/state", "/var/lib/lookout/output"]
WORKDIR /app
USER node
# Alive is enough here: a database that is away is no reason to restart the one who reports it.
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:8080/healthz').then(a => process.exit(a.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "--disable-warning=ExperimentalWarning", "/app/dist/main.js"]
CMD ["run"]
COPY package.json LICENSE ./
COPY config config
COPY assets assets
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist dist
