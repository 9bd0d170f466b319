#!/usr/bin/env bash
# handout.sh - what students get works by itself, and gives no answer away.
. "$(dirname "$0")/tap.bash"
cd "$root" || exit 2

# In a copy, since lessons are changed; the programs of this kit are good enough.
kit=$scratch/kit
mkdir "$kit"
cp -a lessons harness solutions Makefile GUIDE.md README.md "$kit/"
for part in .[a-z]*; do
    [ "$part" = .git ] || cp -a "$part" "$kit/"
done
cd "$kit" || exit 2

quiet "a handout is written" bash -c 'make handout >words && grep -q "^build/handout.tar.gz: " words'
first=$(sha256sum <build/handout.tar.gz)
echo 'int mine;' >>lessons/03_client_exchange.c
touch lessons/*.c
words=$(make handout)
result "lessons that were worked on are named" \
    "$(grep -q 'worked on.* lessons/03_client_exchange.c$' <<<"$words" || echo "$words")"
result "the same kit gives the same bytes, whatever stands in lessons/" \
    "$([ "$first" = "$(sha256sum <build/handout.tar.gz)" ] || echo "it has changed")"

(umask 077 && cp -R --no-preserve=mode . "$scratch/strict")
(cd "$kit" && find harness -type f -perm /111) | (cd "$scratch/strict" && xargs chmod +x)
touch "$scratch"/strict/harness/{lab.c.bak,lab.c~,.lab.c.swp}
result "whatever the umask is, and without what editors leave" "$(
    cd "$scratch/strict" && umask 077 && harness/handout.sh >/dev/null
    [ "$first" = "$(sha256sum <build/handout.tar.gz)" ] ||
        diff <(tar -tvzf "$kit/build/handout.tar.gz") <(tar -tvzf build/handout.tar.gz)
)"

mkdir "$scratch/student"
tar -xzf build/handout.tar.gz -C "$scratch/student"
cd "$scratch/student/ten-steps" || exit 2
result "it has neither solutions nor tests" "$(find . -name solutions -o -name tests -o -name .git)"
for skeleton in harness/skeletons/*.skeleton; do
    stem=$(basename "$skeleton" .skeleton)
    cmp "$skeleton" "lessons/$stem.c"
done >"$scratch/words" 2>&1
result "its lessons are the skeletons" "$(<"$scratch/words")"

board=$(make 2>&1)
result "make shows a board with ten lessons to do" \
    "$([ "$(grep -c '\. to do' <<<"$board")" = 10 ] || echo "$board")"
hint=$(make hint LESSON=3 2>&1)
result "make hint gives a hint" "$(grep -q 'Hint 1' <<<"$hint" || echo "$hint")"
words=$(make solution LESSON=3 2>&1)
result "make solution says that there are none" \
    "$(grep -q 'came without solutions' <<<"$words" || echo "$words")"
words=$(make test 2>&1)
result "make test says for whom it is" "$(grep -q 'work on the kit' <<<"$words" || echo "$words")"
result "its pages say that they may be missing" \
    "$(grep -L 'may come without .solutions/. and .tests/.' README.md GUIDE.md)"
quiet "make doctor finds all that is needed" bash -c 'make doctor >words 2>&1 || cat words'
quiet "a student can hand the handout on" bash -c 'make handout >words 2>&1 || cat words'

cp "$root"/solutions/*.c lessons/
words=$(make check LESSON=3 2>&1)
result "a right answer passes, and no solution is offered" \
    "$(grep -q 'Lesson 3 is passed' <<<"$words" && ! grep -q 'make solution' <<<"$words" ||
        echo "$words")"
quiet "all ten pass" bash -c 'make check >words 2>&1 || cat words'
make reset LESSON=3 >/dev/null 2>&1
result "make reset gives the skeleton back" \
    "$(cmp harness/skeletons/03_client_exchange.skeleton lessons/03_client_exchange.c 2>&1)"

# Lines of code of the solutions, without spaces, that are long enough to be somebody's own; those
# that the skeletons have, too, say nothing.
rm -rf lessons build/verdicts build/run.* build/obj/settings
python3 - "$root" <<'END' >"$scratch/words" 2>&1
import pathlib
import re
import sys

root = pathlib.Path(sys.argv[1])
squeeze = lambda line: re.sub(rb"\s+", b"", line)
skeletons = {squeeze(line) for path in root.glob("harness/skeletons/*")
             for line in path.read_bytes().splitlines()}
lines = {squeeze(line) for path in root.glob("solutions/*.c")
         for line in path.read_bytes().splitlines()}
telling = {line for line in lines - skeletons
           if len(line) >= 28 and b"*" != line[:1] and not line.startswith((b"/*", b"#include"))}
assert len(telling) > 20, "the solutions have too few lines to look for"
for path in sorted(pathlib.Path(".").rglob("*")):
    if path.is_file():
        text = squeeze(path.read_bytes())
        for line in telling:
            if line in text:
                print(f"{path}: {line.decode()}")
END
result "no file of it, and nothing that it builds, has a line of a solution" "$(<"$scratch/words")"
finish
