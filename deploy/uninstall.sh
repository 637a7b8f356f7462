#!/usr/bin/env bash
# Removes what deploy/install.sh put in place. Data and settings stay, unless --purge is given.
set -euo pipefail

usage() {
  cat <<'TEXT'
usage: uninstall.sh collector|agent|all [--purge]

  --purge   remove settings, data, copies of the store and users, too: nothing is left
TEXT
}

roles=()
case "${1:-}" in
  collector | agent) roles=("$1") ;;
  all) roles=(collector agent) ;;
  --help | -h) usage; exit 0 ;;
  *) usage >&2; exit 2 ;;
esac
purge=no
case "${2:-}" in
  "") ;;
  --purge) purge=yes ;;
  *) usage >&2; exit 2 ;;
esac
[ "$(id -u)" = 0 ] || { echo "uninstall.sh: run it as root" >&2; exit 1; }

for role in "${roles[@]}"; do
  name=hatang; [ "$role" = agent ] && name=hatang-agent
  units=("hatang-$role.service")
  [ "$role" = agent ] || units+=(hatang-backup.timer hatang-backup.service)
  for unit in "${units[@]}"; do
    [ -e "/etc/systemd/system/$unit" ] || continue
    [ ! -d /run/systemd/system ] || systemctl disable --quiet --now "$unit" 2>/dev/null || true
    rm -f "/etc/systemd/system/$unit"
    echo "  removed $unit"
  done
  rm -f "/usr/local/bin/hatang-$role"
  if [ -f /opt/hatang/roles ]; then
    left=$(tr ' ' '\n' </opt/hatang/roles | grep -vx "$role" | paste -sd' ' || true)
    if [ -n "$left" ]; then echo "$left" >/opt/hatang/roles; else rm -rf /opt/hatang; fi
  fi
  if [ "$purge" = yes ]; then
    rm -rf "/var/lib/$name" "/etc/hatang/$role.toml"
    [ "$role" = agent ] || rm -rf /var/backups/hatang /var/lib/systemd/timers/stamp-hatang-backup.timer
    if getent passwd "$name" >/dev/null; then userdel "$name"; fi
    rmdir /etc/hatang 2>/dev/null || true
    echo "  removed settings and data of the $role"
  else
    echo "  kept: /etc/hatang/$role.toml /var/lib/$name"
  fi
done
[ ! -d /run/systemd/system ] || systemctl daemon-reload
echo "Done."
