#!/bin/sh
# Starts the local tracker with a token that was made just now, runs the procedure, ends the tracker.
# Arguments go to tactus run, for instance: examples/03-secret-keeper/run.sh --driver bubblewrap
set -eu
here=$(cd "$(dirname "$0")" && pwd)
tactus=$here/../../tactus

TRACKER_TOKEN=$(od -An -N32 -tx1 /dev/urandom | tr -d ' \n')
export TRACKER_TOKEN

work=$(mktemp -d)
mkfifo "$work/ready"
tracker=
trap '[ -z "$tracker" ] || kill "$tracker" 2>/dev/null || true; rm -rf "$work"' EXIT INT TERM

echo "starting the tracker on 127.0.0.1:18431" >&2
dotnet build "$here/tracker.cs" -o "$work/tracker" --nologo -v quiet >&2
dotnet "$work/tracker/tracker.dll" 18431 >"$work/ready" &
tracker=$!
read -r line <"$work/ready"
[ "$line" = ready ] || { echo "the tracker did not start" >&2; exit 1; }

"$tactus" run "$here/keeper.tac" --trust "$here/keeper.tac.yml" "$@"
