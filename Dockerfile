# syntax=docker/dockerfile:1

FROM node:20-bookworm-slim AS assets
WORKDIR /app/templates/assets
COPY templates/assets/package.json templates/assets/package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY templates/assets ./
RUN npm run build

FROM rust:1.95-bookworm AS build
WORKDIR /app
COPY . .
COPY --from=assets /app/templates/assets/node_modules templates/assets/node_modules
COPY --from=assets /app/templates/assets/dist templates/assets/dist
RUN --mount=type=cache,target=/usr/local/cargo/registry \
    --mount=type=cache,target=/app/target \
    cargo build --release --locked --bin inpatient-referral \
    && cp target/release/inpatient-referral /inpatient-referral

FROM debian:bookworm-slim
RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin referral \
    && install -d -o 10001 -g 10001 /data
COPY --from=build /inpatient-referral /usr/local/bin/inpatient-referral
USER 10001:10001
ENV BIND=0.0.0.0 PORT=8080 LOG_FORMAT=json
EXPOSE 8080
# SIGTERM lets what is being sent finish.
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s --retries=3 \
    CMD ["inpatient-referral", "healthcheck"]
ENTRYPOINT ["inpatient-referral"]
CMD ["serve"]
