#!/usr/bin/env bash
# fuzz.sh - asks the harness strange things: what a hostile step may say, what may stand in files.
#
#   fuzz.sh --seconds N [NAME]     each program of tests/fuzz (or NAME alone) for N seconds
#   fuzz.sh --runs N [NAME]        ... for N inputs, the same ones for the same seeds
#
# With --seconds, what was found to reach new code is kept in build/fuzz/corpus/NAME and tried first
# the next time. An input that breaks something is left in build/fuzz.
# Status: 0 nothing broke, 1 something did.
set -u
cd "$(dirname "$0")/../.." || exit 2
here=tests/fuzz
programs=build/fuzz
case ${1:-} in
--seconds) bound=-max_total_time=$2 corpus=$programs/corpus ;;
--runs) bound=-runs=$2 corpus=$(mktemp -d "${TMPDIR:-/tmp}/fuzz.XXXXXX") ;;
*) sed -n '4,5s/^# *//p' "$0" >&2 && exit 2 ;;
esac
only=${3:-}
trap '[ "$corpus" = "$programs/corpus" ] || rm -rf "$corpus"' EXIT

# What is said of seeds must not change while they are made: all of them, or none.
make_seeds()
{
    [ -d "$programs/seeds" ] && return
    rm -rf "$programs/seeds.new"
    mkdir -p "$programs/seeds.new"/{stage,kept,table} &&
        build/record solutions "$programs/seeds.new/stage" &&
        cp "$here"/seeds/kept/* "$programs/seeds.new/kept" &&
        cp "$here"/seeds/table/* "$programs/seeds.new/table" &&
        mv "$programs/seeds.new" "$programs/seeds"
}

# What a check's process holds until it ends is no leak: its words live as long as it does.
fuzz()
{
    local leaks=1
    [ "$1" = stage ] && leaks=0
    mkdir -p "$corpus/$1"
    ASAN_OPTIONS=detect_leaks=$leaks "$programs/$1_fuzz" "$bound" -seed=1 -max_len=16384 \
        -rss_limit_mb=3000 -artifact_prefix="$programs/$1-" "$corpus/$1" \
        "$programs/seeds/$1" >"$programs/$1.log" 2>&1
}

make_seeds || exit 2
broken=0
for program in "$programs"/*_fuzz; do
    name=${program##*/}
    name=${name%_fuzz}
    [ -z "$only" ] || [ "$only" = "$name" ] || continue
    if fuzz "$name"; then
        echo "$name: $(grep -E '^Done ' "$programs/$name.log"), nothing broke"
    else
        broken=1
        echo "$name: broken, see $programs/$name.log"
        grep -E 'ERROR|runtime error:|^ +#[0-9]+ .* harness/|Test unit written' \
            "$programs/$name.log" | tail -n 20
    fi
done
exit $broken
