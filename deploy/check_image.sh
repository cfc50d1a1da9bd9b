#!/bin/sh
# Builds the container image and runs it as compose.yaml does: another user than root, a root that
# cannot be written to, four places apart. Says what was seen, and ends with 1 where it is not so.
#
#   deploy/check_image.sh           makes a base image with debootstrap (no image registry needed)
#   deploy/check_image.sh IMAGE     builds on an image that is here, such as python:3.11-slim
#
# Needs root, buildah, and debootstrap for the first form. Takes from pip's own settings where
# packages come from; none of that may end up in the image, and it is looked for there.
set -eu
cd "$(dirname "$0")/.."
work=$(mktemp -d "${TMPDIR:-/tmp}/earshot-image-XXXXXX")
log=$work/log
running= box=
ended() {
    [ -z "$running" ] || kill -KILL "$running" 2>/dev/null || true
    umount -R "$work/tree" 2>/dev/null || true
    [ -z "$box" ] || buildah rm "$box" >/dev/null 2>&1 || true
    chmod -R u+w "$work" 2>/dev/null || true
    rm -rf "$work"
}
trap ended EXIT
fail() { echo "NOT SO: $*"; tail -n 20 "$log" 2>/dev/null || true; exit 1; }
ok() { echo "ok: $*"; }

printf '[storage]\ndriver = "vfs"\nrunroot = "%s/run"\ngraphroot = "%s/graph"\n' "$work" "$work" >"$work/storage.conf"
base=${1:-}
if [ -z "$base" ]; then
    export CONTAINERS_STORAGE_CONF="$work/storage.conf"
    echo "making a base image with debootstrap …"
    debootstrap --variant=minbase --include=python3-venv,ca-certificates,fonts-dejavu-core bookworm "$work/debian" >"$log" 2>&1 || fail "debootstrap"
    rm -rf "$work"/debian/var/cache/apt/archives/*.deb
    ln -s /usr/bin/python3 "$work/debian/usr/local/bin/python"
    made=$(buildah from scratch)
    buildah add -q "$made" "$work/debian" / >>"$log" 2>&1 || fail "the base image"
    base=localhost/earshot-base
    buildah commit -q --rm "$made" "$base" >>"$log" 2>&1 || fail "the base image"
    rm -rf "$work/debian"
fi

# Where this machine takes packages from, for the build alone.
python3 -m pip config list >"$work/pip.txt" 2>/dev/null || : >"$work/pip.txt"
set -- --volume "$work/pip.conf:/etc/pip.conf:ro"
{
    echo "[global]"
    for name in index-url extra-index-url find-links trusted-host; do
        sed -n "s/^[^=]*\.$name='\(.*\)'/$name = \1/p" "$work/pip.txt" | head -n 1
    done
} >"$work/pip.conf"
for place in $(grep -oE '(file://)?/[^ ]+' "$work/pip.conf" | sed 's#^file://##; s#/simple$##' | sort -u); do
    [ ! -d "$place" ] || set -- "$@" --volume "$place:$place:ro"
done
[ -z "${SSL_CERT_FILE:-}" ] || set -- "$@" --volume "$SSL_CERT_FILE:/etc/ssl/certs/ca-certificates.crt:ro"

echo "building …"
began=$(date +%s)
buildah bud --isolation chroot --format docker --build-arg "BASE=$base" "$@" -t localhost/earshot:check . >"$log" 2>&1 || fail "the build"
ok "built in $(($(date +%s) - began)) s"

box=$(buildah from localhost/earshot:check)
root=$(buildah mount "$box")
[ "$(buildah inspect --format '{{.OCIv1.Config.User}}' "$box")" = earshot ] || fail "it would run as root"
buildah inspect localhost/earshot:check >"$work/inspected"
grep -q SIGTERM "$work/inspected" || fail "it is not stopped by SIGTERM"

# What must not lie in it: where packages came from, caches, keys, settings, tools that fetch more.
for told in "$work/inspected" "$root/venv"; do
    for address in $(grep -oE '(https?|file)://[^ ]+' "$work/pip.conf" || true); do
        ! grep -rqF "$address" "$told" || fail "$address lies in $told"
    done
done
[ ! -s "$root/etc/pip.conf" ] || fail "pip's settings lie in it"
found=$(find "$root/venv" "$root/root" "$root/build" "$root/data" "$root/keys" "$root/copies" "$root/backups" \
    \( -name '*.key' -o -name '.env' -o -name 'pip' -o -name '.cache' -o -name '*.whl' -o -name tests -path '*/venv/lib/*/site-packages/tests' \) 2>/dev/null || true)
[ -z "$found" ] || fail "in the image lies $found"
ok "no address, cache, key or installer lies in it"

# As compose.yaml runs it: the root read-only, /tmp in memory, four directories of its user.
mkdir "$work/tree"
mount --bind "$root" "$work/tree"
mount -o remount,bind,ro "$work/tree"
mount -t proc proc "$work/tree/proc"
mount --bind /dev "$work/tree/dev"
mount -t tmpfs -o size=64m,noexec,nosuid,nodev,mode=1777 tmpfs "$work/tree/tmp"
for place in data keys copies backups; do
    mkdir "$work/$place"
    chown 10001:10001 "$work/$place"
    chmod 700 "$work/$place"
    mount --bind "$work/$place" "$work/tree/$place"
done
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
inside() {
    chroot --userspec=10001:10001 "$work/tree" /usr/bin/env -i PATH=/venv/bin:/usr/local/bin:/usr/bin:/bin PYTHONDONTWRITEBYTECODE=1 \
        EARSHOT_DATA=/data EARSHOT_KEYS=/keys EARSHOT_KEY_COPIES=/copies EARSHOT_BACKUPS=/backups EARSHOT_WEBCHAT="127.0.0.1:$port" "$@"
}
[ "$(inside id -u)" = 10001 ] || fail "it does not run as its own user"
! inside sh -c 'touch /venv/x' 2>/dev/null || fail "its root can be written to"
inside earshot --help >>"$log" 2>&1 || fail "earshot --help"
inside earshot setup --organisation "Somewhere Homes" --keeper Lee --keeper-job administrator --lead Mina >>"$log" 2>&1 || fail "earshot setup"
! inside earshot doctor >"$work/doctor" 2>&1 || fail "a house without people is fit for real ones"
grep -q "earshot" "$work/doctor" && ! grep -q Traceback "$work/doctor" || fail "earshot doctor"
! inside earshot run >"$work/refused" 2>&1 || fail "it runs for real people without anybody to tell"
ok "setup, doctor and a refusal to run for real people, as user 10001 on a read-only root"

chroot --userspec=10001:10001 "$work/tree" /usr/bin/env -i PATH=/venv/bin:/usr/bin:/bin PYTHONDONTWRITEBYTECODE=1 \
    EARSHOT_DATA=/data EARSHOT_KEYS=/keys EARSHOT_KEY_COPIES=/copies EARSHOT_BACKUPS=/backups EARSHOT_WEBCHAT="127.0.0.1:$port" \
    earshot run --rehearsal >"$work/said" 2>&1 &
running=$!
began=$(date +%s)
until inside earshot health --ready >/dev/null 2>&1; do
    kill -0 "$running" 2>/dev/null || { cat "$work/said"; fail "it ended by itself"; }
    [ $(($(date +%s) - began)) -lt 60 ] || fail "it is not ready within a minute"
    sleep 0.5
done
ok "well and ready after $(($(date +%s) - began)) s"
memory=$(awk '/VmRSS/ {print int($2 / 1024)}' "/proc/$running/status")
inside earshot backup >>"$log" 2>&1 || fail "earshot backup"
began=$(date +%s)
kill -TERM "$running"
wait "$running" && code=0 || code=$?
running=
took=$(($(date +%s) - began))
[ "$code" = 0 ] || fail "stopped by SIGTERM it ends with $code"
[ "$took" -le 10 ] || fail "it took $took s to stop"
ok "SIGTERM ends it with 0 after $took s; it held $memory MB"
! grep -q Traceback "$work/said" || fail "it told of a fault"
umount -R "$work/tree"

size=$(du -sm "$root" | cut -f1)
ours=$(du -sm "$root/venv" | cut -f1)
echo "size: $size MB unpacked, of it $ours MB Earshot and what it is built on"
