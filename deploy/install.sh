#!/usr/bin/env bash
# Installs a collector or an agent on Debian 12 and later, or Ubuntu 24.04 and later.
# A second run changes nothing; with a newer package it upgrades and keeps the data.
set -euo pipefail

usage() {
  cat <<'TEXT'
usage: install.sh collector [options]
       install.sh agent --token-file FILE [options]

  --from PATH         the package: a wheel, or a checkout (default: the one this script is in)
  --find-links DIR    a folder of wheels: install from there, without the Internet
  --token-file FILE   agent: holds the token of `hatang-collector token create`; erased when it worked
  --room ROOM         agent: the room in which this machine stands
  --no-start          put everything in place, start nothing
  --help

It makes a user, /opt/hatang (the programs), /etc/hatang (settings), /var/lib/hatang or
/var/lib/hatang-agent (data), and units for systemd. Both may be on one machine.
  deploy/uninstall.sh removes them and keeps the data; with --purge nothing is left.
TEXT
}

fail() { echo "install.sh: $*" >&2; exit 1; }
changed() { echo "  $*"; changes=$((changes + 1)); }

here=$(cd "$(dirname "$0")" && pwd)
role=${1:-}
case "$role" in
  collector | agent) shift ;;
  --help | -h) usage; exit 0 ;;
  *) usage >&2; exit 2 ;;
esac
from=$(dirname "$here") links="" token="" room="" start=yes changes=0
while [ $# -gt 0 ]; do
  case "$1" in
    --from) from=${2:?--from needs a path}; shift 2 ;;
    --find-links) links=${2:?--find-links needs a folder}; shift 2 ;;
    --token-file) token=${2:?--token-file needs a file}; shift 2 ;;
    --room) room=${2:?--room needs a name}; shift 2 ;;
    --no-start) start=no; shift ;;
    --help | -h) usage; exit 0 ;;
    *) fail "unknown option $1 (see --help)" ;;
  esac
done

[ "$(id -u)" = 0 ] || fail "run it as root: sudo $0 $role …"
[ -e "$from" ] || fail "--from: $from is not there"
[ -z "$links" ] || [ -d "$links" ] || fail "--find-links: $links is no folder"
[ -d /run/systemd/system ] || [ "$start" = no ] || fail "systemd does not run here: use --no-start, or start it by hand"
# shellcheck source=/dev/null
. /etc/os-release 2>/dev/null || true
case "${ID:-}" in
  debian | ubuntu) ;;
  *) echo "install.sh: made for Debian and Ubuntu, this is ${PRETTY_NAME:-unknown}: going on" >&2 ;;
esac
python=$(command -v python3) || fail "python3 is missing: apt-get install python3 python3-venv"
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
  || fail "Python 3.11 or newer is needed, this is $("$python" -V): use Debian 12 or Ubuntu 24.04"
"$python" -c 'import ensurepip, venv' 2>/dev/null || fail "apt-get install python3-venv, then run this again"

# --- user and folders -------------------------------------------------------
name=hatang; [ "$role" = agent ] && name=hatang-agent
data=/var/lib/$name
if ! getent passwd "$name" >/dev/null; then
  useradd --system --user-group --home-dir "$data" --no-create-home --shell /usr/sbin/nologin "$name"
  changed "user $name"
fi
folder() { # path owner mode
  if [ "$(stat -c '%U %a' "$1" 2>/dev/null)" != "$2 $3" ]; then
    install -d -o "$2" -g "$2" -m "$3" "$1"
    changed "folder $1"
  fi
}
folder /opt/hatang root 755
folder /etc/hatang root 755
folder "$data" "$name" 700

# --- programs ---------------------------------------------------------------
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
pip() { "$venv/bin/python" -m pip --disable-pip-version-check --no-input --quiet "$@"; }
venv=/opt/hatang/venv
offline=(); [ -z "$links" ] || offline=(--no-index --find-links "$links")
if [ ! -x "$venv/bin/python" ]; then
  "$python" -m venv "$venv"
  changed "environment $venv"
fi
wheel=$from
if [ -d "$from" ]; then
  echo "  building the package from $from …"
  pip wheel --no-deps "${offline[@]}" --wheel-dir "$work" "$from"
  wheel=$(echo "$work"/hatang-*.whl)
fi
roles=$(cat /opt/hatang/roles 2>/dev/null || true)
case " $roles " in *" $role "*) ;; *) roles="${roles:+$roles }$role" ;; esac
extras=""
case " $roles " in *" collector "*) extras=collector ;; esac
case " $roles " in *" agent "*) extras=${extras:+$extras,}agent,switch ;; esac
mark="$(sha256sum <"$wheel" | cut -d' ' -f1) $extras"
upgraded=no
if [ "$(cat /opt/hatang/installed 2>/dev/null || true)" != "$mark" ]; then
  constraint=(); [ ! -f "$here/../constraints.txt" ] || constraint=(--constraint "$here/../constraints.txt")
  pip install "${offline[@]}" "${constraint[@]}" "${wheel}[$extras]"
  pip install "${offline[@]}" --no-deps --force-reinstall "$wheel"
  echo "$roles" >/opt/hatang/roles
  echo "$mark" >/opt/hatang/installed
  upgraded=yes
  changed "programs $("$venv/bin/hatang-$role" --version)"
fi
for program in hatang-collector hatang-agent; do
  case " $roles " in *" ${program#hatang-} "*)
    if [ "$(readlink "/usr/local/bin/$program" 2>/dev/null)" != "$venv/bin/$program" ]; then
      ln -sfn "$venv/bin/$program" "/usr/local/bin/$program"
      changed "command $program"
    fi ;;
  esac
done

# --- settings, units --------------------------------------------------------
settings=/etc/hatang/$role.toml
if [ ! -e "$settings" ]; then
  echo "# Settings of the $role: docs/settings.md. Without any, the defaults hold." >"$settings"
  chmod 644 "$settings"
  changed "settings $settings"
fi
units=("hatang-$role.service")
[ "$role" = agent ] || units+=(hatang-backup.service hatang-backup.timer)
[ "$role" = agent ] || folder /var/backups/hatang "$name" 700
reload=no
for unit in "${units[@]}"; do
  if ! cmp -s "$here/systemd/$unit" "/etc/systemd/system/$unit"; then
    install -m 644 "$here/systemd/$unit" "/etc/systemd/system/$unit"
    reload=yes
    changed "unit $unit"
  fi
done

# --- identity ---------------------------------------------------------------
if [ "$role" = agent ] && [ ! -e "$data/identity.json" ]; then
  if [ -n "$token" ]; then
    [ -r "$token" ] || fail "--token-file: $token cannot be read"
    words=(enrol --config "$settings" -); [ -z "$room" ] || words=(enrol --config "$settings" --room "$room" -)
    runuser -u "$name" -- "$venv/bin/hatang-agent" "${words[@]}" <"$token" \
      || fail "it could not enrol (see above): mend that and run this again"
    rm -f "$token"
    changed "enrolled"
  else
    echo "  not enrolled yet: run this again with --token-file FILE"
  fi
fi

# --- start ------------------------------------------------------------------
if [ "$start" = yes ]; then
  [ "$reload" = no ] || systemctl daemon-reload
  main="hatang-$role.service"
  timer=(); [ "$role" = agent ] || timer=(hatang-backup.timer)
  for unit in "$main" "${timer[@]}"; do
    systemctl is-enabled --quiet "$unit" 2>/dev/null || { systemctl enable --quiet "$unit"; changed "enabled $unit"; }
  done
  if [ "$role" = collector ] || [ -e "$data/identity.json" ]; then
    if ! systemctl is-active --quiet "$main"; then
      systemctl start "$main"; changed "started $main"
    elif [ "$upgraded" = yes ] || [ "$reload" = yes ]; then
      systemctl restart "$main"; changed "restarted $main"
    fi
  fi
  for unit in "${timer[@]}"; do
    systemctl is-active --quiet "$unit" || { systemctl start "$unit"; changed "started $unit"; }
  done
fi
if [ "$changes" = 0 ]; then echo "Nothing to change."; else echo "Done: $changes changes."; fi
if [ "$role" = collector ] && [ "$start" = yes ]; then
  echo "Pages: https://$(hostname):9847/   password of admin: $data/admin-password"
  echo "Next: hatang-collector token create, then install.sh agent on each machine"
fi
