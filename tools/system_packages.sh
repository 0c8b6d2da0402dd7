#!/usr/bin/env bash
# What the tests need from the system: installed when we are root on Debian, else named exactly.
set -euo pipefail
need=()
command -v chromium >/dev/null || need+=(chromium)
compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || need+=(postgresql)
command -v xgettext >/dev/null || need+=(gettext)
command -v javac >/dev/null || need+=(default-jdk-headless)
test -e /usr/share/java/jaxb-runtime.jar || need+=(libjaxb-java)
test ${#need[@]} -eq 0 && exit 0
if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq
  apt-get install -y -qq --no-install-recommends "${need[@]}" >/dev/null
else
  echo "The tests need these Debian packages: ${need[*]}" >&2
  echo "Install them with: sudo apt-get install --no-install-recommends ${need[*]}" >&2
  exit 1
fi
