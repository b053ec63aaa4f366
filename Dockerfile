# Larder's images, made by BuildKit; `docker compose build` makes all, this makes one:
#   docker build --target service --build-arg SERVICE=index-service --tag larder/index-service .
# Targets: service, gateway (with the larder command), keycloak (Keycloak, built for PostgreSQL), secrets.

# Where the programs come from: `source` builds them here, `built` takes what `./larder build` left in the checkout.
ARG PROGRAMS=source

FROM maven:3.9.11-eclipse-temurin-25 AS java
# java.desktop has the beans that Spring and Micronaut describe classes by; jdk.httpserver serves rehearsals.
RUN "$JAVA_HOME/bin/jlink" --output /jre --no-header-files --no-man-pages --generate-cds-archive --compress=zip-6 \
      --add-modules java.base,java.compiler,java.desktop,java.instrument,java.logging,java.management,java.naming,java.net.http,java.scripting,java.security.jgss,java.security.sasl,java.sql,java.transaction.xa,java.xml,jdk.crypto.ec,jdk.httpserver,jdk.jfr,jdk.management,jdk.naming.dns,jdk.net,jdk.unsupported,jdk.zipfs \
 # For heaps beyond 32 GB.
 && rm /jre/lib/server/classes_nocoops.jsa

FROM maven:3.9.11-eclipse-temurin-25 AS source
WORKDIR /source
COPY . .
RUN --mount=type=cache,id=larder-maven,target=/root/.m2/repository \
    set -eu; \
    programs="auth-service blob-service cli gateway index-service sync-service upload-service"; \
    rm -rf ./*/target; \
    mvn -B -ntp package -Dmaven.test.skip=true -Dspotless.check.skip=true -am -pl "$(echo $programs | tr ' ' ,)"; \
    for program in $programs; do mkdir -p "/programs/$program"; cp -a "$program/target/app/." "/programs/$program"; done

FROM scratch AS built
COPY auth-service/target/app /programs/auth-service
COPY blob-service/target/app /programs/blob-service
COPY cli/target/app /programs/cli
COPY gateway/target/app /programs/gateway
COPY index-service/target/app /programs/index-service
COPY sync-service/target/app /programs/sync-service
COPY upload-service/target/app /programs/upload-service

FROM ${PROGRAMS} AS programs

FROM debian:bookworm-slim AS parted
COPY --from=programs /programs /programs
COPY containers/part /
RUN /part /programs /parted

# Of Debian only what Java and two small scripts need, which is a fifteenth of it: the C library, a shell, cat and sleep.
FROM debian:bookworm-slim AS debian
RUN groupadd --gid 10001 larder \
 && useradd --uid 10001 --gid larder --no-create-home --home-dir /tmp --shell /usr/sbin/nologin larder \
 && mkdir --parents /image/usr /image/etc /image/proc /image/run /image/var/lib/dpkg \
 && for folder in bin lib lib64; do ln -s "usr/$folder" "/image/$folder"; done \
 && cp --archive --parents -t /image /etc/passwd /etc/group /etc/nsswitch.conf /usr/bin/sh /usr/bin/dash /usr/bin/cat /usr/bin/sleep \
      /usr/lib64/ld-linux-* /usr/lib/*-linux-gnu/ld-linux-* /usr/lib/*-linux-gnu/libgcc_s.so.1 \
      /usr/lib/*-linux-gnu/libc.so.6 /usr/lib/*-linux-gnu/libdl.so.2 /usr/lib/*-linux-gnu/libm.so.6 /usr/lib/*-linux-gnu/libpthread.so.0 \
      /usr/lib/*-linux-gnu/librt.so.1 /usr/lib/*-linux-gnu/libresolv.so.2 /usr/lib/*-linux-gnu/libnss_files.so.2 /usr/lib/*-linux-gnu/libnss_dns.so.2 \
 # For who looks for packages with known holes.
 && dpkg --status libc6 libgcc-s1 dash coreutils >/image/var/lib/dpkg/status \
 # Folders that volumes are mounted on, which take over whose they are.
 && install --directory --owner=larder --group=larder --mode=0700 /image/var/lib/larder/cache /image/var/lib/larder/keys \
 && install --directory --mode=0755 /image/etc/larder/tls /image/etc/larder/trust \
 && install --directory --mode=1777 /image/tmp

FROM scratch AS runtime
COPY --from=debian /image /
COPY --from=java /jre /opt/java
ENV PATH=/opt/java/bin:/usr/local/bin:/usr/bin HOME=/tmp LARDER_HOST=0.0.0.0 LARDER_PORT=8080
USER 10001:10001
WORKDIR /tmp

# What changes least comes first: libraries, then what is ours, then what Java made of both.
FROM runtime AS unrehearsed
ARG SERVICE
COPY --from=parted /parted/${SERVICE}/libraries /app
COPY containers/java/common containers/java/probe /app/java/
COPY containers/java/${SERVICE} /app/java/service
COPY --from=parted /parted/${SERVICE}/own /app

FROM unrehearsed AS rehearsed
COPY containers/rehearse /
RUN /rehearse /tmp/service.aot

FROM unrehearsed AS service
ARG SERVICE
ARG REVISION=unknown
COPY --from=rehearsed /tmp/service.aot /app/
LABEL org.opencontainers.image.title="Larder: ${SERVICE}" \
      org.opencontainers.image.description="One of the services of Larder, a self-hosted Python package repository" \
      org.opencontainers.image.version="0.1.0-SNAPSHOT" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.licenses="Apache-2.0"
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
  CMD ["java", "@/app/java/probe"]
ENTRYPOINT ["java", "@/app/java/common", "@/app/java/service", "-XX:AOTCache=/app/service.aot", "-jar", "/app/service.jar"]

FROM runtime AS cli
COPY --from=parted /parted/cli/libraries /cli
COPY --from=parted /parted/cli/own /cli

FROM cli AS cli-rehearsed
RUN java -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:AOTCacheOutput=/tmp/cli.aot -cp /cli/cli.jar dev.larder.cli.rehearsal.Rehearsal

FROM service AS gateway
COPY --from=cli /cli /cli
COPY --from=cli-rehearsed /tmp/cli.aot /cli/
COPY containers/larder containers/ready /usr/local/bin/
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
  CMD ["java", "@/app/java/probe", "/__ping__"]

FROM keycloak/keycloak:26.7.3 AS keycloak
ENV KC_DB=postgres KC_HEALTH_ENABLED=true
RUN /opt/keycloak/bin/kc.sh build
COPY containers/keycloak /opt/keycloak/bin/start-with-secrets
# As containers/java has them for the services.
ENV JAVA_OPTS="-Xms16m -XX:MaxRAMPercentage=30 -XX:MaxDirectMemorySize=64m -XX:MaxMetaspaceSize=192m -XX:ReservedCodeCacheSize=64m -Xss512k -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:MinHeapFreeRatio=20 -XX:MaxHeapFreeRatio=40 -XX:+ExitOnOutOfMemoryError -XX:-UsePerfData -Djava.security.egd=file:/dev/urandom"
LABEL org.opencontainers.image.title="Larder: Keycloak"
ENTRYPOINT ["/opt/keycloak/bin/start-with-secrets"]

FROM debian:bookworm-slim AS secrets
RUN install --directory --owner=10001 --group=10001 --mode=0700 /secrets /secrets/kept \
 && install --directory --owner=10001 --group=10001 --mode=0755 \
      /secrets/gateway /secrets/index-service /secrets/blob-service /secrets/upload-service /secrets/sync-service \
      /secrets/auth-service /secrets/keycloak /secrets/postgres /secrets/redis /secrets/s3
COPY containers/secrets /usr/local/bin/
LABEL org.opencontainers.image.title="Larder: secrets"
USER 10001:10001
ENTRYPOINT ["/usr/local/bin/secrets"]
