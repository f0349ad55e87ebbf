#!/bin/sh
# Builds what ./tactus runs, into artifacts/tactus: the host program (ReadyToRun) and, in guest/, the native guest.
# Usage: scripts/build.sh. Two at once wait for each other.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
. "$root/scripts/machine.sh"
cd "$root"

need_dotnet
rid=$(runtime_identifier)
need gcc "gcc libc6-dev" "links the native guest"
need "/usr/lib/*/libsqlite3.so.0" libsqlite3-0 "holds the journal"
need bwrap bubblewrap "confines guests and helper programs"

mkdir -p artifacts
exec 9>artifacts/.build.lock
flock 9

built=artifacts/tactus/.built
# newer PATH…: whether something there changed since the last build. A deleted file makes its directory newer.
newer() { [ ! -f $built ] || [ -n "$(find "$@" -newer $built -print -quit 2>/dev/null || echo changed)" ]; }

# Sources that change while this builds are newer than this stamp, and built next time.
stamp=$(mktemp)

# The standard modules are files beside the program: a change of them alone compiles nothing.
if [ -x artifacts/tactus/tactus ] && ! newer src protos Directory.Build.props Directory.Packages.props global.json scripts/build.sh; then
    if newer procedures; then
        rm -rf artifacts/procedures.new
        cp -R procedures artifacts/procedures.new
        rm -rf artifacts/tactus/procedures
        mv artifacts/procedures.new artifacts/tactus/procedures
    fi
    mv "$stamp" $built
    exit 0
fi

progress "building the guest (native code, half a minute the first time, more on a busy machine)" \
    dotnet publish src/Tactus.Guest -c Release -r "$rid" -o artifacts/tactus.new/guest --nologo -v quiet
# The host is compiled for the machine that it runs on, as far as a named level goes.
instructions=
if [ "$rid" = linux-x64 ] && grep -qw avx2 /proc/cpuinfo && grep -qw bmi2 /proc/cpuinfo && grep -qw fma /proc/cpuinfo && grep -qw movbe /proc/cpuinfo; then
    instructions=-p:TactusInstructionSet=x86-64-v3
fi
progress "building the host program (a minute or two the first time, five on a busy machine)" \
    dotnet publish src/Tactus.Cli -c Release -r "$rid" --self-contained true -o artifacts/tactus.new $instructions --nologo -v quiet
find artifacts/tactus.new \( -name '*.pdb' -o -name '*.dbg' \) -delete
mkdir -p artifacts/tactus.new/procedures
cp -R procedures/. artifacts/tactus.new/procedures/
mv "$stamp" artifacts/tactus.new/.built
rm -rf artifacts/tactus.old
if [ -d artifacts/tactus ]; then mv artifacts/tactus artifacts/tactus.old; fi
mv artifacts/tactus.new artifacts/tactus
rm -rf artifacts/tactus.old
