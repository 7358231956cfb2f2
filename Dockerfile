# The daemon's image. What builds it stays behind: the last stage has node, the program and what they load, and no shell,
# no package manager and no other tool.
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# No install scripts: nothing is built or fetched beyond the packages themselves.
RUN npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
# .dockerignore lets in what the build needs, and nothing else.
COPY . .
# What stays is what package.json calls dependencies, the native part of the chart renderer among it, without what only
# browsers, bundlers and compilers read.
RUN npm run build && npm prune --omit=dev --ignore-scripts --no-audit --no-fund --loglevel=error && \
    rm -r node_modules/echarts/dist node_modules/@types && \
    find node_modules \( -name '*.map' -o -name '*.d.ts' -o -name '*.d.cts' -o -name '*.d.mts' \) -delete && \
    find node_modules -type d -empty -delete
# The root of the last stage: node, the C libraries that it and the chart renderer load, names looked up in /etc/hosts
# first, an ordinary user, and a /tmp. Certificates of public authorities are in node.
WORKDIR /bare
RUN mkdir -p usr/local/bin etc && mkdir -m 1777 tmp && mkdir /empty && cp /usr/local/bin/node usr/local/bin/ && \
    ldd /usr/local/bin/node $(find /app/node_modules -name '*.node') | \
      grep -o '/[^ :]*\.so[^ :]*' | sort -u | xargs cp -L --parents -t . && \
    echo 'hosts: files dns' > etc/nsswitch.conf && \
    echo 'node:x:1000:1000::/tmp:/none' > etc/passwd && echo 'node:x:1000:' > etc/group

FROM scratch
COPY --from=build /bare /
# glibc gives back what was freed, instead of growing its idea of what is worth keeping.
ENV PATH=/usr/local/bin \
    NODE_ENV=production \
    MALLOC_ARENA_MAX=2 \
    MALLOC_MMAP_THRESHOLD_=131072 \
    MALLOC_TRIM_THRESHOLD_=131072 \
    STATE_URL=sqlite:/var/lib/lookout/state/lookout.db \
    OUTPUT_DIR=/var/lib/lookout/output
# Named volumes take over the owner of these folders; all else may be mounted read-only.
COPY --from=build --chown=1000:1000 /empty /var/lib/lookout/state
COPY --from=build --chown=1000:1000 /empty /var/lib/lookout/output
VOLUME ["/var/lib/lookout/state", "/var/lib/lookout/output"]
WORKDIR /app
# By number, so that an orchestrator sees that it is not root.
USER 1000:1000
# Alive is enough here: a database that is away is no reason to restart the one who reports it.
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:8080/healthz').then(a => process.exit(a.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "--disable-warning=ExperimentalWarning", "--max-semi-space-size=16", "/app/dist/main.js"]
CMD ["run"]
COPY package.json LICENSE ./
COPY config config
COPY assets assets
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist dist
