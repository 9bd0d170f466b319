#!/usr/bin/env bash
# soak.sh - the solutions again and again on a busy machine: no verdict may differ.
#
#   soak.sh [ROUNDS]
#
# Eight busy loops run meanwhile. Whatever is not passed with every star is printed. Status: 0 none.
set -u
rounds=${1:-20}
loops=8
root=$(cd "$(dirname "$0")/.." && pwd)
lab=${LAB:-$root/build/lab}
verdicts=$(mktemp "${TMPDIR:-/tmp}/soak.XXXXXX") || exit 2

busy=()
end_all()
{
    [ "${#busy[@]}" = 0 ] || kill "${busy[@]}" 2>/dev/null
    rm -f "$verdicts"
}
trap end_all EXIT
trap 'exit 130' INT TERM HUP

for ((i = 0; i < loops; i++)); do
    while :; do :; done &
    busy+=($!)
done

judged=0 differ=0
for ((round = 1; round <= rounds; round++)); do
    timeout 300 "$lab" check --fresh --json --lessons "$root/solutions" >"$verdicts"
    # "JUDGED DIFFER", and after it what differs.
    result=$(python3 - "$verdicts" "$round" <<'END'
import json
import sys

with open(sys.argv[1], encoding="utf-8") as document:
    text = document.read()
lessons = json.loads(text)["lessons"] if text else []
odd = [one for one in lessons if one["status"] != "passed"
       or any(one[tier]["passed"] != one[tier]["of"] for tier in ("core", "stretch"))]
print(len(lessons), len(odd) + 10 - len(lessons))
if len(lessons) != 10:
    print(f"round {sys.argv[2]}: {10 - len(lessons)} lessons have no verdict")
for one in odd:
    one["checks"] = [check for check in one["checks"] if check["status"] != "passed"]
    print(f"round {sys.argv[2]}:", json.dumps(one, indent=2))
END
    )
    read -r some odd <<<"$result"
    judged=$((judged + ${some:-0})) differ=$((differ + ${odd:-10}))
    sed 1d <<<"$result"
done

echo "$rounds rounds, $judged verdicts under $loops busy loops: $differ differ"
[ "$differ" = 0 ]
