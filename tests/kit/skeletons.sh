#!/usr/bin/env bash
# skeletons.sh - what students begin with: to do, not failed; the copies alike; no warnings.
. "$(dirname "$0")/tap.bash"

# From the copies, as a checkout in which somebody learns has lessons of another kind.
mkdir "$scratch/lessons"
for skeleton in "$root"/harness/skeletons/*.skeleton; do
    cp "$skeleton" "$scratch/lessons/$(basename "$skeleton" .skeleton).c"
done

verdicts=$(each_verdict "$lab" "$scratch/lessons")
for lesson in 1 2 3 4 5 6 7 8 9 10; do
    verdict=$(grep "^$lesson " <<<"$verdicts")
    reason=
    [[ $verdict == "$lesson todo 0/"* ]] || reason="verdict: $verdict"
    result "the skeleton of lesson $lesson is to do" "$reason"
done

for file in "$root"/lessons/[01]*.c; do
    stem=$(basename "$file" .c)
    quiet "the skeleton of $stem that reset brings back is the one in lessons" \
        diff -u "$file" "$root/harness/skeletons/$stem.skeleton"
done

result "what students read in them fits into 80 columns" \
    "$(awk 'length > 80 {print FILENAME ": " $0}' "$root"/harness/skeletons/*.skeleton "$root/lessons/steps.h")"

compiles_alone "$root"/lessons/*.c
finish
