#!/usr/bin/env bash
# Makes what compose.yaml needs: secrets, boards, Alertmanager's configuration. A second run keeps
# what is there. Needs Python 3 with bcrypt, or the built image (docker compose build collector).
set -euo pipefail

usage() {
  cat <<'TEXT'
usage: prepare.sh --collector-url https://COLLECTOR:9847

  --collector-url URL   where people reach the collector: links of boards and messages lead there
  then: edit alertmanager.yml (mail server and addresses), secrets/smtp_password, docker compose up -d
TEXT
}
url=""
while [ $# -gt 0 ]; do
  case "$1" in
    --collector-url) url=${2:?--collector-url needs an address}; shift 2 ;;
    --help | -h) usage; exit 0 ;;
    *) usage >&2; exit 2 ;;
  esac
done
case "$url" in https://*) ;; *) usage >&2; exit 2 ;; esac
cd "$(dirname "$0")"
umask 077
mkdir -p secrets
made=0
word() { head -c 18 /dev/urandom | base64 | tr '+/' '-_'; }
hashed() { # reads a password, so that it is in no list of processes
  local code='import bcrypt,sys; print(bcrypt.hashpw(sys.stdin.readline().strip().encode(), bcrypt.gensalt(10)).decode())'
  if python3 -c 'import bcrypt' 2>/dev/null; then python3 -c "$code"; else
    docker compose run --rm -T --no-deps --entrypoint python collector -c "$code"
  fi
}
for name in prometheus_password grafana_password admin_password; do
  [ -s "secrets/$name" ] || { word >"secrets/$name"; made=$((made + 1)); }
done
[ -e secrets/smtp_password ] || { : >secrets/smtp_password; made=$((made + 1)); }
if [ ! -s secrets/web.config.yml ]; then
  {
    echo "basic_auth_users:"
    echo "  admin: $(hashed <secrets/admin_password)"
    echo "  prometheus: $(hashed <secrets/prometheus_password)"
  } >secrets/web.config.yml.new
  mv secrets/web.config.yml.new secrets/web.config.yml
  made=$((made + 1))
fi
# Containers run as other users; the folder above stays closed to everybody on this machine.
chmod 700 secrets
chmod 444 secrets/*
umask 022
rm -rf boards.new
mkdir boards.new
for language in vi en; do
  mkdir "boards.new/$language"
  for board in ../../dashboards/grafana/"$language"/*.json; do
    sed "s,https://collector.example:9847,$url,g" "$board" >"boards.new/$language/$(basename "$board")"
  done
done
if ! diff -rq boards boards.new >/dev/null 2>&1; then
  rm -rf boards && mv boards.new boards
  made=$((made + 1))
else
  rm -rf boards.new
fi
[ -e alertmanager.yml ] || { cp ../../dashboards/alertmanager/alertmanager.yml .; made=$((made + 1)); }
if [ "$made" = 0 ]; then echo "Nothing to change."; else echo "Made $made things. The pages' password is in $(pwd)/secrets/admin_password"; fi
