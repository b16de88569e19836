# culprit as a container image. docs/deployment.md says how to build it, start it and make its first key.
# Name both bases by digest for a build that can be repeated: --build-arg BUILD_IMAGE=…@sha256:…
ARG BUILD_IMAGE=docker.io/library/node:24-trixie-slim
ARG RUNTIME_IMAGE=gcr.io/distroless/nodejs24-debian13:nonroot

FROM ${BUILD_IMAGE} AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# No script of a dependency runs: better-sqlite3 brings its binaries, and the image has its own Node.js.
RUN npm ci --ignore-scripts
COPY tsconfig.json tsconfig.build.json ./
COPY packaging ./packaging
COPY src ./src
RUN npm run build \
 && npm prune --omit=dev --ignore-scripts \
 && cd node_modules/better-sqlite3 \
 && rm -rf deps src prebuilds/darwin-* prebuilds/win32-* prebuilds/linuxmusl-* \
 && mkdir /data

# Neither a shell nor npm: what runs here is Node.js and /app, and nobody may write to either.
FROM ${RUNTIME_IMAGE}
ARG VERSION=0.1.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="culprit" \
      org.opencontainers.image.description="Ranked causes for Kubernetes network and API-server failures, from the evidence you have" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
WORKDIR /app
COPY package.json LICENSE openapi.yaml ./
COPY migrations ./migrations
COPY rules ./rules
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY --from=build --chown=65532:65532 /data /data
# Others reach it only once there is a key or an OIDC issuer: until then it refuses to start on this address.
ENV NODE_ENV=production \
    CULPRIT_HOST=0.0.0.0 \
    CULPRIT_PORT=8321 \
    CULPRIT_DATABASE=/data/culprit.db
USER 65532:65532
VOLUME ["/data"]
EXPOSE 8321
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s --retries=3 \
  CMD ["/nodejs/bin/node", "-e", "fetch(`http://127.0.0.1:${process.env.CULPRIT_PORT}/readyz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["/nodejs/bin/node", "/app/dist/cli/main.js"]
CMD ["serve"]
