#!/usr/bin/env bash
# editors.sh - what editors are told of the lessons is true.
. "$(dirname "$0")/tap.bash"
cd "$root" || exit 2

python3 - "$scratch/object.o" <<'END' >"$scratch/words" 2>&1
import json
import os
import subprocess
import sys

entries = json.load(open("build/compile_commands.json", encoding="utf-8"))
assert len(entries) == 12, f"{len(entries)} entries"
for entry in entries:
    assert entry["directory"] == os.getcwd(), entry["directory"]
    done = subprocess.run([*entry["arguments"], "-o", sys.argv[1]], cwd=entry["directory"],
                          capture_output=True, text=True, check=False)
    if done.returncode != 0 or done.stderr:
        print(entry["file"], done.stderr)
END
result "each command of compile_commands.json compiles its file, without a warning" \
    "$(<"$scratch/words")"

if has clangd; then
    clangd --check=lessons/03_client_exchange.c >"$scratch/words" 2>&1
    result "clangd understands a lesson by it" \
        "$(grep -q 'Loaded compilation database from .*build' "$scratch/words" &&
            grep -q ', 0 errors' "$scratch/words" || cat "$scratch/words")"
else
    skip "clangd understands a lesson by it" "there is no clangd"
fi

mkdir "$scratch/lessons"
for answer in crash--null-stream stuck--acknowledgement short-send--once; do
    file=$(ls tests/wrong/[01][0-9]_"$answer".c)
    stem=$(basename solutions/"$(basename "$file" | cut -c1-2)"_*.c)
    cp "$file" "$scratch/lessons/$stem"
    lesson=$((10#${stem%%_*}))
    (cd "$scratch" && "$lab" check "$lesson" --lessons lessons; PLAIN=1 "$lab" trace "$lesson" \
        --lessons lessons) >>"$scratch/messages" 2>&1
done
rm "$scratch"/lessons/*
printf '#include "steps.h"\nint client_socket(int family, int type)\n{\n    return 0\n}\n' \
    >"$scratch/lessons/01_client_socket.c"
(cd "$scratch" && "$lab" check 1 --lessons lessons) >>"$scratch/messages" 2>&1
python3 - "$scratch/messages" <<'END' >"$scratch/words" 2>&1
import json
import re
import sys

tasks = json.load(open(".vscode/tasks.json", encoding="utf-8"))["tasks"]
json.load(open(".vscode/extensions.json", encoding="utf-8"))
for task in tasks:
    target = re.match(r"make(?: (\w+))?", task["command"])[1]
    if target and not re.search(rf"^{target}:", open("Makefile", encoding="utf-8").read(), re.M):
        print("no such target:", target)
patterns = {matcher["owner"]: matcher["pattern"] for task in tasks
            for matcher in task["problemMatcher"]}
places = {owner: set() for owner in patterns}
for line in open(sys.argv[1], encoding="utf-8"):
    for owner, pattern in patterns.items():
        if found := re.search(pattern["regexp"], line):
            places[owner].add((found[pattern["file"]], int(found[pattern["line"]])))
if len(places["ten-steps"]) < 2:
    print("places found in the messages:", places)
if ("lessons/01_client_socket.c", 4) not in places["ten-steps-compiler"]:
    print("places found in the compiler's words:", places)
END
result "the tasks of VS Code exist, and its problem matchers find the places in messages" \
    "$(<"$scratch/words")"
finish
