# tap.bash - what the kit's tests in bash share: where the kit lies, a folder of their own, TAP.
#
# For sourcing. A test counts with result, and ends with finish.
# shellcheck shell=bash
set -u
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
here=$root/tests/kit
lab=${LAB:-$root/build/lab}
number=0
failed=0

scratch=$(mktemp -d "${TMPDIR:-/tmp}/kit-test.XXXXXX") || exit 2
trap 'rm -rf "$scratch"' EXIT

# result NAME [REASONS]: the test passed if there are no reasons against it.
result()
{
    number=$((number + 1))
    if [ -z "${2:-}" ]; then
        echo "ok $number - $1"
    else
        failed=$((failed + 1))
        echo "not ok $number - $1"
        sed 's/^/# /' <<<"$2"
    fi
}

# quiet NAME COMMAND...: the command ends with status 0 and has nothing to say.
quiet()
{
    local words status name=$1
    shift
    words=$("$@" 2>&1 </dev/null)
    status=$?
    [ "$status" = 0 ] || words="exit status $status: $words"
    result "$name" "$words"
}

skip()
{
    number=$((number + 1))
    echo "ok $number - $1 # SKIP $2"
}

finish()
{
    echo "1..$number"
    exit "$((failed > 0))"
}

has()
{
    command -v "$1" >/dev/null
}

# Whether this compiler links programs with the sanitizers.
has_sanitizers()
{
    has "$1" && "$1" -fsanitize=address,undefined -x c -o "$scratch/probe" - \
        <<<'int main(void) { return 0; }' 2>"$scratch/probe.words"
}

# each_verdict LAB LESSONS: a line a lesson, "3 passed 24/24 5/5".
each_verdict()
{
    timeout 120 "$1" check --fresh --json --lessons "$2" >"$scratch/verdicts.json"
    python3 "$here/verdicts.py" "$scratch/verdicts.json"
}

# Both compilers, as the lessons' own text promises: strict C11, not a word of warning.
compiles_alone()
{
    local compiler file
    for compiler in gcc clang; do
        for file in "$@"; do
            if has "$compiler"; then
                quiet "$compiler takes ${file#"$root/"} alone, without a warning" \
                    "$compiler" -std=c11 -Wall -Wextra -Werror -I "$root/lessons" \
                    -c -o "$scratch/alone.o" "$file"
            else
                skip "$compiler takes ${file#"$root/"} alone" "there is no $compiler"
            fi
        done
    done
}
