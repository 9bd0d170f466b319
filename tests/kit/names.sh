#!/usr/bin/env bash
# names.sh - every name stands for the same everywhere: mistakes, lessons, functions, make targets.
. "$(dirname "$0")/tap.bash"
cd "$root" || exit 2

# alike NAME ONE OTHER: two lists of words hold the same.
alike()
{
    local lacks
    lacks=$(diff <(tr ' ' '\n' <<<"$2" | sort -u) <(tr ' ' '\n' <<<"$3" | sort -u) | grep '^[<>]')
    [ -n "$2" ] || lacks="nothing was found to compare"
    result "$1" "$lacks"
}

# within NAME SOME ALL: every word of one list is in the other.
within()
{
    local lacks
    lacks=$(comm -23 <(tr ' ' '\n' <<<"$2" | sort -u) <(tr ' ' '\n' <<<"$3" | sort -u))
    [ -n "$2" ] || lacks="nothing was found to look for"
    result "$1" "$lacks"
}

# --- mistakes ------------------------------------------------------------------------------------

table=$(sed -nE 's/^ *\{"([a-z0-9-]+)", (true|false),.*/\1/p' harness/mistakes/*.c)
paragraphs=$(sed -nE 's/^### ([a-z0-9-]+)$/\1/p' GUIDE.md)
answers=$(find tests/wrong -name '*.c' -printf '%f\n' | sed -nE 's/^[01][0-9]_(.*)--.*/\1/p' |
    tr + '\n' | grep -vx unnamed)

result "no mistake stands twice in the table" "$(sort <<<"$table" | uniq -d)"
result "no mistake has two paragraphs in the guide" "$(sort <<<"$paragraphs" | uniq -d)"
alike "each mistake of the table has a paragraph in the guide, and no other has" \
    "$table" "$paragraphs"
result "each paragraph of a mistake says something" "$(awk '
    /^#/ { if (id && words < 8) print id; id = ""; words = 0 }
    /^### [a-z0-9-]+$/ { id = $2; next }
    id { words += NF }
    END { if (id && words < 8) print id }' GUIDE.md)"
alike "each mistake of the table has a wrong answer, and no other has" "$table" "$answers"
result "each wrong answer is called NN_id[+id]--variant.c" "$(
    find tests/wrong -type f -printf '%f\n' |
        grep -vE '^(0[1-9]|10)_[a-z0-9-]+(\+[a-z0-9-]+)*--[A-Za-z0-9_-]+\.c$'
)"
result "each right answer is called NN_variant.c" "$(
    find tests/right -type f -printf '%f\n' | grep -vE '^(0[1-9]|10)_[A-Za-z0-9_-]+\.c$'
)"

# --- lessons -------------------------------------------------------------------------------------

# stems FOLDER SUFFIX
stems()
{
    find "$1" -name "[01]*$2" -printf '%f\n' | sed "s/$2\$//"
}

# lessons_of_table: "stem function function" a line, out of the one table.
lessons_of_table()
{
    tr -d '\n' <harness/lessons.c | grep -oE '\{[0-9]+, "[^"]+", "[^"]+", *FUNCTIONS\([^)]*\)' |
        sed -E 's/^\{[0-9]+, "([^"]+)", "[^"]+", *FUNCTIONS\(([^)]*)\)$/\1 \2/
            s/[",]+/ /g; s/  +/ /g'
}

# functions_of FILE...: what is declared or defined at the left margin and is not static.
functions_of()
{
    sed -nE 's/^(int|ssize_t) ([a-z_]+)\(.*/\2/p' "$@"
}

table=$(lessons_of_table)
result "the table has ten lessons" "$([ "$(wc -l <<<"$table")" = 10 ] || echo "$table")"
for place in "lessons .c" "solutions .c" "harness/checks .c" "harness/skeletons .skeleton"; do
    alike "the files in ${place% *} are those of the table" "$(cut -d' ' -f1 <<<"$table")" \
        "$(stems ${place})"
done

number_now=0
while read -r stem functions; do
    number_now=$((number_now + 1))
    functions=${functions% }
    reason=
    [[ $stem == "$(printf %02d "$number_now")"_* ]] || reason="stem $stem"
    grep -q "^const struct check \*const checks_$stem\[\]" "harness/checks/$stem.c" ||
        reason+=" harness/checks/$stem.c does not define checks_$stem"
    head -n 1 "lessons/$stem.c" | grep -q "^/\* $stem.c - lesson $number_now, " ||
        reason+=" the first line of lessons/$stem.c says another lesson"
    head -n 1 "solutions/$stem.c" | grep -q "^/\* $stem.c - lesson $number_now, " ||
        reason+=" the first line of solutions/$stem.c says another lesson"
    grep -q "^## $number_now\. ${stem#*_}:" GUIDE.md || reason+=" the guide has no such chapter"
    result "lesson $number_now is called $stem everywhere" "$reason"
    for folder in lessons solutions; do
        alike "$folder/$stem.c defines the functions of the table" "$functions" \
            "$(functions_of "$folder/$stem.c" | tr '\n' ' ' | sed 's/ $//')"
    done
    within "the checks of $stem ask for each of its functions" "${functions^^}" \
        "$(grep -ohE '(CLIENT|SERVER|HOST|SERVICE)_[A-Z]+' harness/checks/"${stem%%_*}"_*)"
done <<<"$table"
alike "steps.h declares the functions of the table" "$(cut -d' ' -f2- <<<"${table// $/}" | xargs)" \
    "$(functions_of lessons/steps.h | xargs)"

# --- attacks -------------------------------------------------------------------------------------

alike "the guide says how many attacks there are" \
    "$(grep -oE 'tries [0-9]+$|tries [0-9]+ ' GUIDE.md | grep -oE '[0-9]+')" \
    "$(find tests/hostile -mindepth 1 -maxdepth 1 -type d | wc -l)"
for attack in tests/hostile/*; do
    grep -qsE "^(/\* |\"\"\")${attack##*/}: [a-z].*[.]( \*/|\"\"\")$" "$attack"/*.c "$attack"/make.py ||
        unnamed="${unnamed:-}${attack##*/} does not say in its first line what it does
"
done
result "each attack says what it does" "${unnamed:-}"

# --- make ----------------------------------------------------------------------------------------

targets=$({ sed -n '/^verbs := /,/[^\\]$/p' Makefile | sed 's/^verbs := //; s/\\$//'; echo clean; } | xargs -n1)
named=$({ cat README.md GUIDE.md 2>/dev/null; "$lab" help; } |
    grep -oE '(^|  |`)make [a-z]+' | awk '{ print $NF }')
within "each target of make that the documents name is there" "$named" "$targets"
within "each target of make is in the documents or in make help" "$targets" "$named"
finish
