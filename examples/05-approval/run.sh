#!/bin/sh
# Starts the local press, runs the procedure until it waits, shows that, approves, and ends the press.
# Arguments go to tactus run, for instance: examples/05-approval/run.sh --driver bubblewrap
set -eu
cd "$(dirname "$0")"
tactus=../../tactus

work=$(mktemp -d)
mkfifo "$work/ready"
press=
trap '[ -z "$press" ] || kill "$press" 2>/dev/null || true; rm -rf "$work"' EXIT INT TERM

echo "starting the press on 127.0.0.1:18432" >&2
dotnet build press.cs -o "$work/press" --nologo -v quiet >&2
dotnet "$work/press/press.dll" 18432 >"$work/ready" &
press=$!
read -r line <"$work/ready"
[ "$line" = ready ] || { echo "the press did not start" >&2; exit 1; }

status=0
"$tactus" run release.tac --trust release.tac.yml --no-interactive --json "$@" >"$work/run.json" || status=$?
[ "$status" = 3 ] || { cat "$work/run.json"; exit "$status"; }
run=$(sed -n 's/.*"run_id": *"\([^"]*\)".*/\1/p' "$work/run.json")

"$tactus" runs show "$run"
"$tactus" runs respond "$run" --approve --trust release.tac.yml
