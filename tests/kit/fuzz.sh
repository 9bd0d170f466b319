#!/usr/bin/env bash
# fuzz.sh - no message of a step, no kept verdict and no table breaks the harness: so many are tried.
. "$(dirname "$0")/tap.bash"
cd "$root" || exit 2
runs=${RUNS:-5000}

has_fuzzer()
{
    has clang && clang -fsanitize=fuzzer,address -x c -o "$scratch/probe" - 2>/dev/null \
        <<<'int LLVMFuzzerTestOneInput(const char *d, long n) { return d && n < 0; }'
}

names="stage kept table"
if has_fuzzer; then
    make -s fuzzers >"$scratch/built" 2>&1
    result "the fuzzers are built" "$([ $? = 0 ] || tail -n 20 "$scratch/built")"
    for name in $names; do
        words=$(tests/fuzz/fuzz.sh --runs "$runs" "$name" 2>&1) && words=
        result "$runs inputs break nothing: tests/fuzz/${name}_fuzz.c" "$words"
    done
else
    for name in $names; do
        skip "inputs break nothing: tests/fuzz/${name}_fuzz.c" "there is no clang with a fuzzer"
    done
fi
finish
