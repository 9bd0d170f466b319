#!/usr/bin/env bash
# corpora.sh - there are enough answers to judge the judge by, and judging them can fail.
. "$(dirname "$0")/tap.bash"
cd "$root" || exit 2

# Made in more than one in five of the programs that were looked through, or named by several courses.
commonest="error-swallowed port-range-unchecked ip-unchecked ip-ignored port-byte-order short-send sigpipe
    one-recv recv-terminator spins eintr-fatal close-missing close-unread-input reuseaddr-missing
    backlog-ignored one-message exits"

# --- enough of each ------------------------------------------------------------------------------

answers=$(cd tests/wrong && printf '%s\n' *.c)
counts=$(sed -E 's/^[0-9]+_//; s/--.*//' <<<"$answers" | tr + '\n' | sort | uniq -c)

# rarer THAN IDS: those with fewer wrong answers.
rarer()
{
    local id
    for id in $2; do
        awk -v id="$id" -v than="$1" '$2 == id { n = $1 } END { if (n < than) print id, n + 0 }' \
            <<<"$counts"
    done
}

ids=$(sed -nE 's/^ *\{"([a-z0-9-]+)", (true|false),.*/\1/p' harness/mistakes/*.c)
result "each mistake has two wrong answers or more" "$(rarer 2 "$ids")"
result "each of the commonest has three or more" "$(rarer 3 "$commonest")"
result "forty wrong answers or more have a mistake without a name" "$(rarer 40 unnamed)"
doubles=$(grep -c '+' <<<"$answers")
result "twenty wrong answers or more have two mistakes" "$([ "$doubles" -ge 20 ] || echo "$doubles")"
for lesson in 01 02 03 04 05 06 07 08 09 10; do
    right=$(find tests/right -name "${lesson}_*.c" | wc -l)
    result "lesson $lesson has eight right answers or more" "$([ "$right" -ge 8 ] || echo "$right")"
done
result "no two answers are the same" "$(md5sum tests/wrong/*.c tests/right/*.c | sort | uniq -w32 -D)"

# --- judging them can fail -----------------------------------------------------------------------

# judged KIND FILE NAME: the test of an answer that is given another name, with its reasons.
judged()
{
    rm -rf "$scratch/answers" && mkdir "$scratch/answers" && cp "$2" "$scratch/answers/$3"
    python3 "$here/corpus.py" "$1" --from="$scratch/answers"
}

# judged_bad NAME WORDS KIND FILE NAME: the test fails, and the words are its reason.
judged_bad()
{
    local words
    words=$(judged "$3" "$4" "$5")
    grep -q '^not ok 1 ' <<<"$words" && grep -qx "# $2" <<<"$words" && words=
    result "$1" "$words"
}

judged_bad "a wrong answer that passes is told" accepted \
    wrong solutions/04_client_close.c 04_close-twice--not-at-all.c
judged_bad "a wrong name is told" "named wrongly" \
    wrong tests/wrong/04_close-missing--forgotten.c 04_close-twice--not-at-all.c
judged_bad "a name where there should be none is told" "named wrongly" \
    wrong tests/wrong/04_close-missing--forgotten.c 04_unnamed--not-at-all.c
judged_bad "a right answer that is rejected is told" rejected \
    right tests/wrong/04_close-missing--forgotten.c 04_right.c
few=$(judged wrong tests/wrong/04_close-missing--forgotten.c 04_close-missing+exits--one.c)
result "names that lack are told" \
    "$(grep -q '^not ok 2 - at least 95% .* 0 of 1$' <<<"$few" || echo "$few")"
finish
