# The daemon's image: three stages, so that neither compiler nor development packages reach the last one.
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# No install scripts: nothing is built or fetched beyond the packages themselves.
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY tsconfig.json tsconfig.build.json ./
COPY scripts scripts
COPY src src
RUN npm run build

FROM node:24-bookworm-slim AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund

FROM node:24-bookworm-slim
ENV NODE_ENV=production \
    STATE_URL=sqlite:/var/lib/lookout/state/lookout.db \
    OUTPUT_DIR=/var/lib/lookout/output
WORKDIR /app
COPY --from=packages /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY package.json LICENSE ./
COPY config config
# Named volumes take over the owner of these folders; all else may be mounted read-only.
RUN mkdir -p /var/lib/lookout/state /var/lib/lookout/output && chown -R node:node /var/lib/lookout
USER node
VOLUME ["/var/lib/lookout/state", "/var/lib/lookout/output"]
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:8080/healthz').then(a => process.exit(a.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "--disable-warning=ExperimentalWarning", "/app/dist/main.js"]
CMD ["run"]
