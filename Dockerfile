# The daemon's image. The last stage has node, the program and the libraries they load, but no shell, package manager or
# other tools.
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# No install scripts: nothing is built or fetched beyond the packages themselves.
RUN npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
# .dockerignore lets in only what the build needs.
COPY . .
# Keeps only package.json's dependencies (with the native part of the chart renderer), without files that only browsers,
# bundlers and compilers need.
RUN npm run build && npm prune --omit=dev --ignore-scripts --no-audit --no-fund --loglevel=error && \
    rm -r node_modules/echarts/dist node_modules/@types && \
    find node_modules \( -name '*.map' -o -name '*.d.ts' -o -name '*.d.cts' -o -name '*.d.mts' \) -delete && \
    find node_modules -type d -empty -delete
# The root of the last stage: node, the C libraries that it and the chart renderer load, /etc/hosts before DNS, an
# ordinary user, and /tmp. The certificates of public authorities are built into node.
WORKDIR /bare
RUN mkdir -p usr/local/bin etc && mkdir -m 1777 tmp && mkdir /empty && cp /usr/local/bin/node usr/local/bin/ && \
    ldd /usr/local/bin/node $(find /app/node_modules -name '*.node') | \
      grep -o '/[^ :]*\.so[^ :]*' | sort -u | xargs cp -L --parents -t . && \
    echo 'hosts: files dns' > etc/nsswitch.conf && \
    echo 'node:x:1000:1000::/tmp:/none' > etc/passwd && echo 'node:x:1000:' > etc/group

FROM scratch
COPY --from=build /bare /
# Make glibc return freed memory, instead of raising its thresholds for keeping it.
ENV PATH=/usr/local/bin \
    NODE_ENV=production \
    MALLOC_ARENA_MAX=2 \
    MALLOC_MMAP_THRESHOLD_=131072 \
    MALLOC_TRIM_THRESHOLD_=131072 \
    STATE_URL=sqlite:/var/lib/lookout/state/lookout.db \
    OUTPUT_DIR=/var/lib/lookout/output
# Named volumes inherit the owner of these folders; everything else may be mounted read-only.
COPY --from=build --chown=1000:1000 /empty /var/lib/lookout/state
COPY --from=build --chown=1000:1000 /empty /var/lib/lookout/output
VOLUME ["/var/lib/lookout/state", "/var/lib/lookout/output"]
WORKDIR /app
# By number, so that an orchestrator can verify that it is not root.
USER 1000:1000
# Only liveness: an unreachable database is no reason to restart the process that reports it.
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:8080/healthz').then(a => process.exit(a.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "--disable-warning=ExperimentalWarning", "--max-semi-space-size=16", "/app/dist/main.js"]
CMD ["run"]
COPY package.json LICENSE ./
COPY config config
COPY assets assets
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist dist
