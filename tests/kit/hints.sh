#!/usr/bin/env bash
# hints.sh - the ladder of hints: each lesson has one, and it is climbed a rung at a time.
. "$(dirname "$0")/tap.bash"
cd "$root" || exit 2

mkdir "$scratch/lessons"
cp lessons/*.[ch] "$scratch/lessons/"
for skeleton in harness/skeletons/*.skeleton; do
    cp "$skeleton" "$scratch/lessons/$(basename "$skeleton" .skeleton).c"
done

hint()
{
    PLAIN=1 "$lab" hint "$@" --lessons "$scratch/lessons" 2>&1
}

# says NAME PATTERN TEXT
says()
{
    result "$1" "$(grep -Eq "$2" <<<"$3" || printf 'no "%s" in\n%s' "$2" "$3")"
}

for lesson in {1..10}; do
    count=$(hint "$lesson" | sed -nE '1s/.*\(1 of ([0-9]+)\)$/\1/p')
    result "lesson $lesson has four hints or more" "$([ "${count:-0}" -ge 4 ] || echo "it has ${count:-none}")"
    result "the hints of lesson $lesson have no marks of the guide in them" \
        "$(for rung in $(seq 2 "${count:-0}"); do hint "$lesson"; done | grep -F -e '`' -e '<su' -e '</' -e '**')"
done

says "the last hint says that it is the last, and how to begin again" 'make hint LESSON=3 AGAIN=1' "$(hint 3)"
says "AGAIN=1 begins again" '^Lesson 3, .*: Hint 1: .*\(1 of ' "$(hint 3 --again)"
says "the next one follows" 'Hint 2: ' "$(hint 3)"
says "without a lesson it is the one at hand" '^Lesson 1, ' "$(hint --again)"

cp tests/wrong/03_one-recv--plain.c "$scratch/lessons/03_client_exchange.c"
says "the mistake that was found comes first" '^What was found \(one-recv\)' "$(hint 3)"
says "then the ladder goes on where it was" 'Hint 3: ' "$(hint 3)"
cp tests/wrong/03_partial-lost--recv.c "$scratch/lessons/03_client_exchange.c"
says "of a lesson that is passed the mistake comes that costs a star" '^What was found \(partial-lost\)' "$(hint 3)"
says "then its ladder goes on, too" 'Hint 4: ' "$(hint 3)"
cp solutions/03_client_exchange.c "$scratch/lessons/"
says "a lesson with all its stars needs none" '^Lesson 3 is passed' "$(hint 3)"
cp harness/skeletons/03_client_exchange.skeleton "$scratch/lessons/03_client_exchange.c"
says "and its ladder begins anew" 'Hint 1: ' "$(hint 3)"

hint 3 >/dev/null
"$lab" reset 3 --lessons "$scratch/lessons" >/dev/null
says "a reset lets the ladder begin anew, too" 'Hint 1: ' "$(hint 3)"

words=$(hint 11)
result "a lesson that there is not is the command line's fault" \
    "$([ $? = 2 ] && grep -q 'no lesson "11"' <<<"$words" || echo "$words")"
finish
