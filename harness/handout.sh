#!/bin/sh
# handout.sh - build/handout.tar.gz: the kit for students, without solutions and tests. The lessons
# in it are the skeletons, whatever stands in lessons/. The same kit gives the same bytes each time.
#
# Exit status: 0 it is written, 2 it is not, and an older one is as it was.
set -u
out=build/handout.tar.gz
name=ten-steps

fail()
{
    echo "handout: $1" >&2
    exit 2
}

mkdir -p build || fail "there is no folder build, and none can be made"
scratch=$(mktemp -d build/handout.XXXXXX) || fail "nothing can be written to build/"
trap 'rm -rf "$scratch"' EXIT
trap 'exit 2' INT TERM HUP

mkdir "$scratch/$name" "$scratch/$name/lessons" ||
    fail "$scratch cannot be filled: is the disk full?"
for part in README.md GUIDE.md Makefile harness .clang-format .clangd .devcontainer .editorconfig \
    .gitignore .vscode; do
    if [ -e "$part" ]; then
        cp -R "$part" "$scratch/$name/" || fail "$part cannot be copied"
    fi
done
cp lessons/steps.h lessons/client.c lessons/server.c "$scratch/$name/lessons/" ||
    fail "lessons/ lacks a file that came with the kit"
for skeleton in harness/skeletons/*.skeleton; do
    stem=$(basename "$skeleton" .skeleton)
    cp "$skeleton" "$scratch/$name/lessons/$stem.c" || fail "$skeleton cannot be copied"
    cmp -s "$skeleton" "lessons/$stem.c" || other="${other:-} lessons/$stem.c"
done

tar --sort=name --mtime=@946684800 --owner=0 --group=0 --numeric-owner --format=ustar \
    --mode=u+rw,go=u,go-w --exclude-backups --exclude='*.bak' --exclude='.*.sw?' \
    --exclude=__pycache__ -C "$scratch" -cf - "$name" >"$scratch/tar" &&
    gzip -n9 <"$scratch/tar" >"$scratch/gz" && mv "$scratch/gz" "$out" ||
    fail "$out cannot be written: is the disk full?"

[ -z "${other:-}" ] || echo "These have been worked on; the handout has their skeletons:$other"
echo "$out: the kit for students, without solutions and tests. They unpack it and type  make" ||
    exit 2
