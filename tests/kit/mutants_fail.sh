#!/usr/bin/env bash
# mutants_fail.sh - the test of the mutants can fail: at a survivor, at an entry that explains none.
. "$(dirname "$0")/tap.bash"

# lab STATUS [EXIT]: a lab to which every check of every answer comes out the same.
lab()
{
    cat >"$scratch/lab" <<END_OF_LAB
#!/bin/sh
echo '{"lessons": [{"lesson": 7, "status": "$1", "checks": [{"status": "$1"}]}]}'
exit ${2:-1}
END_OF_LAB
    chmod +x "$scratch/lab"
}

# ends NAME STATUS WORDS: with that lab and that list lesson 7 is judged so.
ends()
{
    local words status reason=
    words=$(LAB=$scratch/lab python3 "$root/tests/mutants/mutants.py" --list="$scratch/list" 7 2>&1)
    status=$?
    [ "$status" = "$2" ] && grep -qF -- "$3" <<<"$words" || reason="exit status $status: $words"
    if grep -q '^No mutants' <<<"$words"; then
        skip "$1" "$words"
    else
        result "$1" "$reason"
    fi
}

entry='@ 07_server_listen.c server_listen
- return listen(sock, backlog);
+ return listen(0, backlog);
= a reason'

: >"$scratch/list"
lab failed
ends "a mutant of which a check fails is killed" 0 " 0 "
lab passed
ends "one of which none fails survives" 1 "+ return listen(0, backlog);"
lab waiting
ends "a check that waits kills none" 1 "+ return listen(0, backlog);"
lab failed 2
ends "a lab that cannot judge is no verdict" 2 "lab failed with status 2"

echo "$entry" >"$scratch/list"
lab failed
ends "an entry that explains no survivor is an error" 1 "list:3: no such mutant survives"
lab passed
ends "an entry explains one mutant, and no other" 1 "+ return listen(sock, 0);"
grep -v '^=' <<<"$entry" >"$scratch/list"
ends "an entry without a reason is an error" 2 "no reason is given"
finish
