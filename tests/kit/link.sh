#!/usr/bin/env bash
# link.sh - a lesson that is linked the short way calls the same functions as any other library.
. "$(dirname "$0")/tap.bash"
include=$root/build/include
libc=$(gcc -print-file-name=libc.so.6)

# A library with a table of what it finds under each name that the C library offers.
names()
{
    readelf -W --dyn-syms "$libc" |
        awk '$7 != "UND" && ($4 == "FUNC" || $4 == "IFUNC") && sub(/@@.*/, "", $8) { print $8 }' |
        grep -v PRIVATE | sort -u
}
{
    printf '.data\n.globl table, end\n.balign 8\ntable:\n'
    names | sed 's/^/.quad /'
    printf 'end:\n.section .note.GNU-stack\n'
} >"$scratch/table.s"
names >"$scratch/names"

cat >"$scratch/compare.c" <<'END'
#include <dlfcn.h>
#include <stdio.h>
#include <string.h>
int main(int argc, char **argv)
{
    void *usual = dlopen(argv[1], RTLD_NOW | RTLD_LOCAL), *lesson = dlopen(argv[2], RTLD_NOW | RTLD_LOCAL);
    FILE *names = fopen(argv[3], "r");
    char name[256];
    int differ = 0;
    if (argc != 4 || usual == NULL || lesson == NULL || names == NULL)
        return puts(dlerror()), 1;
    void **one = dlsym(usual, "table"), **end = dlsym(usual, "end"), **other = dlsym(lesson, "table");
    for (; one < end && fscanf(names, "%255s", name) == 1; one++, other++)
        if (*one != *other)
            differ++, printf("%s is another function\n", name);
    return differ > 0 || one != end;
}
END

# What the C library has to say of gets() is not of interest here.
build()
{
    gcc -shared -o "$scratch/usual.so" "$scratch/table.s" 2>"$scratch/words" &&
        gcc -shared -o "$scratch/none.so" -nodefaultlibs "$scratch/table.s" &&
        gcc -shared -o "$scratch/lesson.so" "$scratch/table.s" -L "$include" "@$include/link" &&
        gcc -o "$scratch/compare" "$scratch/compare.c" || cat "$scratch/words"
}

quiet "there is a short way on this machine" grep -q versions.so "$include/link"
quiet "libraries of $(wc -l <"$scratch/names") names are linked" build
quiet "each name is the same function" \
    "$scratch/compare" "$scratch/usual.so" "$scratch/lesson.so" "$scratch/names"
result "without versions.so some are not" \
    "$("$scratch/compare" "$scratch/usual.so" "$scratch/none.so" "$scratch/names" |
        grep -q '^pthread_cond_wait is another function$' || echo "no difference is seen")"

mkdir "$scratch/none"
quiet "where there is no short way, it is the usual one" env CC=false "$root/harness/link.sh" "$scratch/none"
result "which needs no words" "$(tr -d '\n' <"$scratch/none/link")"
finish
