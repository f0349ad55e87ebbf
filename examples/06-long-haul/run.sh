#!/bin/sh
# Runs the procedure against a local server that counts distinct steps, and kills it with SIGKILL on the way.
# Usage: examples/06-long-haul/run.sh [STEPS [KILLS]]   (default: 10000 steps, 20 kills)
set -eu
steps=${1:-10000}
kills=${2:-20}
cd "$(dirname "$0")"
tactus=../../tactus

work=$(mktemp -d)
mkfifo "$work/says"
counter=
trap '[ -z "$counter" ] || kill "$counter" 2>/dev/null || true; rm -rf "$work"' EXIT INT TERM

echo "starting the counter on 127.0.0.1:18433" >&2
dotnet build counter.cs -o "$work/counter" --nologo -v quiet >&2
dotnet "$work/counter/counter.dll" 18433 "$steps" "$kills" >"$work/says" &
counter=$!
exec 3<"$work/says"
read -r line <&3
[ "$line" = ready ] || { echo "the counter did not start" >&2; exit 1; }

# One life after another. Each is killed at the counter's word; the last ends by itself.
run=
while :; do
    if [ -z "$run" ]; then
        "$tactus" run haul.tac --trust haul.tac.yml --param "steps=$steps" 2>"$work/error" &
    else
        "$tactus" runs resume "$run" --trust haul.tac.yml 2>"$work/error" &
    fi
    life=$!
    [ "$kills" -gt 0 ] || break
    read -r line <&3
    kill -9 "$life" 2>/dev/null || true
    wait "$life" 2>/dev/null || true
    kills=$((kills - 1))
    run=${run:-$("$tactus" runs list --json | sed -n 's/.*"run_id": *"\([^"]*\)".*/\1/p' | head -n 1)}
    echo "killed; run $run is $("$tactus" runs show "$run" --json | sed -n 's/.*"status": *"\([a-z_]*\)".*/\1/p' | head -n 1)" >&2
done
status=0
wait "$life" || status=$?
cat "$work/error" >&2
kill "$counter"
wait "$counter" || true
counter=
exit "$status"
