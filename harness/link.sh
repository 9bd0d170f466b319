#!/bin/sh
# link.sh - makes what lessons are linked with: `link.sh FOLDER` leaves FOLDER/link, the words for
# the compiler, and FOLDER/versions.so.
#
# A lesson's library is loaded by the stage, which has the C library and the sanitizers in it: what
# the lesson calls is looked up there, by name. So the link need not read their tables of symbols,
# which would take three times as long as all the rest of it. But a few names stand in the C library
# in several versions, and of these ld.so(8) gives the oldest to who does not say which: those alone
# are in versions.so. Where it cannot be made, lessons are linked with all there is, as usual.
folder=$1
compiler=${CC:-gcc}
files=$folder/versions
set -e

# NAME TYPE VERSION, of each name with a version of its own by default and older ones beside it.
list()
{
    readelf -W --dyn-syms "$($compiler -print-file-name=libc.so.6)" | awk '
        $7 == "UND" || $8 !~ /@/ { next }
        { split($8, part, /@+/); count[part[1]]++ }
        $8 ~ /@@/ { version[part[1]] = part[2]; type[part[1]] = $4 }
        END { for (name in version) if (count[name] > 1) print name, type[name], version[name] }' |
        sort
}

make_library()
{
    list >"$files.list" && test -s "$files.list"
    awk '{ type = $2 == "OBJECT" ? "OBJECT" : "FUNC"
           print ".globl " $1 "\n.type " $1 ", STT_" type "\n" $1 ":\n.byte 0\n.size " $1 ", 1" }
         END { print ".section .note.GNU-stack" }' "$files.list" >"$files.s"
    awk '{ print $3 " { global: " $1 "; };" }' "$files.list" | awk '
         { names[$1] = names[$1] " " $4 } END { for (v in names) print v " {" names[v] " };" }' \
        >"$files.map"
    $compiler -shared -nostdlib -Wl,-soname,libc.so.6 "-Wl,--version-script=$files.map" \
        -o "$files.so" "$files.s"
}

words='-nodefaultlibs -l:versions.so -l:libc_nonshared.a -lgcc'
mkdir -p "$folder"
if ! { make_library && echo 'int of_any_file;' |
    $compiler -x c - -shared -fPIC -L "$folder" $words -o "$files.try"; } 2>/dev/null; then
    words=
    : >"$files.so"
fi
rm -f "$files.list" "$files.s" "$files.map" "$files.try"
echo "$words" >"$folder/link"
