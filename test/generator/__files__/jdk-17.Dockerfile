# Generated from matrix.json, lock.json and templates/jdk.Dockerfile.hbs by `npx projen`: do not edit, a change here is lost.
#
# Debian 12 with OpenJDK 17, tini and the user spark: the base of every Spark image.
ARG DEBIAN_IMAGE=debian:bookworm-slim
FROM ${DEBIAN_IMAGE}

# libnss-wrapper gives an arbitrary uid a passwd entry; libgomp, libstdc++ and zlib are what native code of jars and
# wheels links to; procps is what Spark's scripts call.
RUN --mount=type=cache,id=spark-k8s-apt-archives,target=/var/cache/apt-archives,sharing=locked \
    --mount=type=cache,id=spark-k8s-apt-lists,target=/var/lib/apt/lists,sharing=locked \
    --mount=type=tmpfs,target=/var/log \
    --mount=type=bind,source=keystore-dates.pl,target=/tmp/keystore-dates.pl \
    <<EOT
set -eu
# What installs packages takes this for today, so that it is written nowhere when the image was built.
export DEBIAN_FRONTEND=noninteractive SOURCE_DATE_EPOCH=315619200
# To tell what this step writes from what the image below has.
touch /var/log/begun
find /etc /var/cache /var/lib -xdev -type f >/var/log/before
# Debian's slim images lack the folder of manual pages; the JDK's installation puts links there (bugs.debian.org/863199).
mkdir -p /usr/share/man/man1
mkdir -p /var/cache/apt-archives/partial
set -- -o Dir::Cache::archives=/var/cache/apt-archives -o Dir::Cache::pkgcache= -o Dir::Cache::srcpkgcache=
apt-get "$@" update -qq
apt-get "$@" install -y -qq --no-install-recommends \
  ca-certificates \
  libgomp1 \
  libnss-wrapper \
  libstdc++6 \
  openjdk-17-jre-headless \
  procps \
  tini \
  zlib1g
# One path on every architecture.
ln -s "java-17-openjdk-$(dpkg --print-architecture)" /usr/lib/jvm/java-17
useradd --uid 185 --gid 0 --no-log-init --create-home --home-dir /home/spark --shell /bin/bash spark
chmod 0775 /home/spark
perl /tmp/keystore-dates.pl /etc/ssl/certs/java/cacerts 315619200
mkdir -p /usr/share/spark-k8s
dpkg-query --show --showformat '${Package} ${Version} ${Architecture}\n' >/usr/share/spark-k8s/debian-packages.txt
# Equal packages give equal layers: no backups, no caches, no name of a machine, and no build times. To take away what
# the image below has would write the time too, so that it is emptied.
for file in /etc/*- /etc/machine-id /var/cache/debconf/*-old /var/cache/ldconfig/aux-cache /var/lib/dbus/machine-id \
  /var/lib/dpkg/*-old; do
  if [ ! -e "$file" ]; then continue; fi
  if ! grep -q -x -F "$file" /var/log/before; then
    rm "$file"
  elif [ -n "$(find "$file" -cnewer /var/log/begun)" ]; then
    : >"$file"
  fi
done
find / -xdev \( -path /dev -o -path /proc -o -path /sys -o -path /etc/hosts -o -path /etc/resolv.conf \) -prune \
  -o -newer /var/log/begun -exec touch --no-dereference --date=@315619200 {} +
# In these the builder makes the folders that it mounts, and takes them away again.
touch --date=@315619200 /etc /tmp /var /var/cache /var/lib /var/lib/apt
EOT

ENV JAVA_HOME=/usr/lib/jvm/java-17 \
    LANG=C.UTF-8
ENV PATH=${JAVA_HOME}/bin:${PATH}

LABEL org.opencontainers.image.title="OpenJDK 17 on Debian 12" \
      org.opencontainers.image.description="Debian 12 with OpenJDK 17, tini and the user spark: the base of every Spark image" \
      org.opencontainers.image.version="17" \
      org.opencontainers.image.source="https://git.example.com/images" \
      org.opencontainers.image.licenses="GPL-2.0-only WITH Classpath-exception-2.0" \
      org.opencontainers.image.base.name="debian:bookworm-slim"
WORKDIR /home/spark
USER 185:0
ENTRYPOINT ["/usr/bin/tini", "--"]
CMD ["java", "-version"]
