#!/bin/sh
# Makes sure that a Docker engine answers: uses the one that runs, else installs Debian's and starts it by hand.
# Exit 0: one answers. Exit 1: none does, and the lines say why.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
. "$root/scripts/machine.sh"

answers() { docker version --format '{{.Server.Version}}' >/dev/null 2>&1; }

command -v docker >/dev/null 2>&1 && answers && exit 0
if [ "$(id -u)" != 0 ]; then
    say "no Docker engine answers, and only root may start one here"
    exit 1
fi
need dockerd docker.io "the docker driver is tested with a real engine"
# The log is kept outside the checkout: the engine outlives this script.
say "starting dockerd"
setsid dockerd --log-level warn >/var/log/tactus-dockerd.log 2>&1 </dev/null &
tries=0
until answers; do
    tries=$((tries + 1))
    if [ "$tries" -gt 60 ]; then
        say "dockerd did not answer within 30 s:"
        tail -n 5 /var/log/tactus-dockerd.log >&2
        exit 1
    fi
    sleep 0.5
done
