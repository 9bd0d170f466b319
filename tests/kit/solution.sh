#!/usr/bin/env bash
# solution.sh - the kit's own answer is shown after a pass, or to who asks twice; never otherwise.
. "$(dirname "$0")/tap.bash"

# A kit of its own: one lesson passed, one to do.
kit=$scratch/kit
mkdir -p "$kit/build" "$kit/lessons"
cp "$root"/build/{lab,stage} "$root"/build/*.so* "$kit/build"
cp -r "$root/build/include" "$kit/build"
cp -r "$root"/{solutions,GUIDE.md} "$kit"
cp "$root"/lessons/{steps.h,client.c,server.c} "$root/solutions/04_client_close.c" "$kit/lessons"
cp "$root/harness/skeletons/07_server_listen.skeleton" "$kit/lessons/07_server_listen.c"
cd "$kit" || exit 2

# shows STATUS FILE [ARGUMENT...]: what solution says on standard output is FILE, byte for byte.
shows()
{
    local status reason file=$2 expected=$1
    shift 2
    build/lab solution "$@" >"$scratch/shown" 2>"$scratch/said"
    status=$?
    reason=$(cmp "$scratch/shown" "$file" 2>&1)
    [ "$status" = "$expected" ] || reason+=" exit status $status: $(<"$scratch/said")"
    echo "$reason"
}

# says PATTERN: the last command said so on standard error.
says()
{
    grep -qF -- "$1" "$scratch/said" || echo "it says: $(<"$scratch/said")"
}

result "after a pass the solution is shown, and nothing else" \
    "$(shows 0 solutions/04_client_close.c 4)"
result "before a pass nothing is shown" "$(shows 1 /dev/null 7)"
result "and it is said how to see it all the same" "$(says "make solution LESSON=7 ANYWAY=1")"
result "asked for twice it is shown" "$(shows 0 solutions/07_server_listen.c --anyway 7)"
result "a lesson that there is not is the command line's fault" "$(shows 2 /dev/null 11)"
result "no lesson is the command line's fault" "$(shows 2 /dev/null)"

build/lab check 4 >"$scratch/said"
result "a lesson that passes says so, and offers the solution" \
    "$(says "Lesson 4 is passed"; says "make solution LESSON=4")"
build/lab check 7 >"$scratch/said"
result "one that does not pass offers none" "$(grep -F "make solution" "$scratch/said")"

rm -r solutions
result "a kit without solutions shows none" "$(shows 1 /dev/null 4)"
result "and says so" "$(says "came without solutions")"
result "nor does it when asked for twice" "$(shows 1 /dev/null --anyway 4)"
build/lab check 4 >"$scratch/said"
result "without solutions a pass offers none" \
    "$(says "Lesson 4 is passed"; grep -F "make solution" "$scratch/said")"
finish
