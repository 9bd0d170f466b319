#!/usr/bin/env bash
# solutions.sh - the solutions pass with every star, in a kit built by gcc and in one by clang.
. "$(dirname "$0")/tap.bash"

# pass_in WHERE LAB
pass_in()
{
    local verdicts lesson verdict reason all='[0-9]+ passed ([1-9][0-9]*)/\1 ([0-9]+)/\2'
    verdicts=$(each_verdict "$2" "$root/solutions")
    for lesson in 1 2 3 4 5 6 7 8 9 10; do
        verdict=$(awk -v n="$lesson" '/^[0-9]/ { mine = $1 == n } mine' <<<"$verdicts")
        reason=
        grep -qxE "$all" <<<"$verdict" || reason=${verdict:-no verdict}
        result "the solution of lesson $lesson passes with every star ($1)" "$reason"
    done
}

# A tree of its own, of which nothing but the packages is shared.
build_copy()
{
    mkdir -p "$scratch/kit/build" &&
        cp -r "$root"/{Makefile,harness,lessons,GUIDE.md} "$scratch/kit" &&
        { [ ! -d "$root/build/packages" ] || cp -r "$root/build/packages" "$scratch/kit/build"; } &&
        make -s -C "$scratch/kit" kit CC="$1" >"$scratch/words" 2>&1 ||
        { cat "$scratch/words" && return 1; }
}

pass_in "in the kit at hand" "$lab"
for compiler in gcc clang; do
    if ! has_sanitizers "$compiler"; then
        skip "the solutions pass in a kit built by $compiler" "it is not there, or no sanitizers"
        continue
    fi
    rm -rf "$scratch/kit"
    quiet "$compiler builds the kit without a word" build_copy "$compiler"
    pass_in "in one built by $compiler" "$scratch/kit/build/lab"
done

compiles_alone "$root"/solutions/*.c
finish
