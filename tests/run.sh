#!/usr/bin/env bash
# run.sh - runs test programs, as many at once as there are processors, and sums up.
#
#   run.sh PROGRAM...
#
# A program prints TAP: a plan "1..N" and a line a test, "ok 1 - …", "not ok 2 - …" with its reasons
# in the lines after it, or "ok 3 - … # SKIP why". Each program gets one line here, and its failures
# in full, in the order of the arguments. One that dies, keeps no plan or says nothing has failed.
# The last line is "N passed, N failed", and ", N skipped" where some were. Status: 0 none failed.
set -u -m # a process group for each program, and signals as a terminal would give them

limit=900 # seconds: a last resort against a program that hangs
unset MAKEFLAGS MFLAGS MAKELEVEL MAKEOVERRIDES
export CMOCKA_MESSAGE_OUTPUT=TAP

results=$(mktemp -d "${TMPDIR:-/tmp}/tests.XXXXXX") || exit 2
trap 'rm -rf "$results"' EXIT
trap interrupted INT TERM HUP

interrupted()
{
    local group
    for group in $(jobs -p); do
        kill -- "-$group" 2>/dev/null
    done
    exit 130
}

# What a program leaves running is ended with its process group.
run()
{
    trap : TERM
    {
        timeout --foreground --kill-after=5 "$limit" "$1" >"$results/$2.out" 2>"$results/$2.err" \
            </dev/null
        echo $? >"$results/$2.part"
        kill -- "-$BASHPID"
    } 2>/dev/null
    mv "$results/$2.part" "$results/$2.status"
}

# Reads one program's TAP; prints its failures, then a line "passed failed skipped".
count()
{
    awk -v status="$1" '
        function fault(text) { print "not ok - " text; failed++; results++ }
        /^1\.\.[0-9]+/ { planned += substr($1, 4); plans++; shown = 0
                         if ($1 == "1..0" && /# *[Ss][Kk][Ii][Pp]/) { skipped++ }
                         next }
        /^(not )?ok/ && /# *[Ss][Kk][Ii][Pp]/ { skipped++; results++; shown = 0; next }
        /^ok/ { passed++; results++; shown = 0; next }
        /^not ok/ { failed++; results++; shown = 1 }
        /^Bail out!/ { fault($0); next }
        shown { print }
        END {
            if (status == 124 || status == 137) fault("killed, or stuck for '"$limit"' seconds")
            else if (status != 0 && !failed) fault("ended with exit status " status)
            else if (!plans) fault("printed no plan")
            else if (results != planned) fault("planned " planned ", told of " results + 0)
            else if (!results && !skipped) fault("ran no test")
            print passed + 0, failed + 0, skipped + 0
        }'
}

passed=0 failed=0 skipped=0

report()
{
    local lines mine
    lines=$(count "$(<"$results/$2.status")" <"$results/$2.out")
    read -ra mine <<<"${lines##*$'\n'}"
    printf '%-4s  %-32s %s passed, %s failed, %s skipped\n' \
        "$([ "${mine[1]}" = 0 ] && echo ok || echo FAIL)" "${1##*/}" "${mine[@]}"
    if [ "${mine[1]}" != 0 ]; then
        sed '$d; s/^/      /' <<<"$lines"
        tail -n 40 "$results/$2.err" | sed 's/^/      | /'
    fi
    passed=$((passed + mine[0])) failed=$((failed + mine[1])) skipped=$((skipped + mine[2]))
}

programs=()
for program in "$@"; do
    [ -x "$program" ] && programs+=("$program")
done

next=0
report_finished()
{
    while [ -e "$results/$next.status" ]; do
        report "${programs[next]}" "$next"
        next=$((next + 1))
    done
}

for index in "${!programs[@]}"; do
    while [ "$(jobs -pr | wc -l)" -ge "$(nproc)" ]; do
        wait -n
        report_finished
    done
    run "${programs[index]}" "$index" &
done
while [ "$next" -lt "${#programs[@]}" ]; do
    [ -n "$(jobs -pr)" ] || [ -e "$results/$next.status" ] || echo 137 >"$results/$next.status"
    report_finished
    wait -n
done

printf '%s passed, %s failed' "$passed" "$failed"
[ "$skipped" = 0 ] || printf ', %s skipped' "$skipped"
printf '\n'
[ "$failed" = 0 ] && [ "$((passed + skipped))" -gt 0 ]
