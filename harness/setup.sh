#!/bin/sh
# setup.sh - installs what this machine lacks: `setup.sh kit` for the lessons, `setup.sh class` for
# grading, `setup.sh test` for the kit's own tests. Silent, and done in a few milliseconds, where all is there.
#
# Debian and Ubuntu: with apt-get as root or through a sudo that asks for nothing; for everyone else
# the packages are unpacked into build/packages, which needs no rights at all. Elsewhere it says
# what to type. Exit status: 0 all is there, 2 something is missing.

purpose=${1:-kit}
compiler=${CC:-gcc}
compiler=${compiler%% *}
packages=build/packages
log=build/setup.log

# What is needed: how to look for it, its package in Debian, Fedora and Arch, and what it is for.
needs()
{
    echo "compiler $compiler $compiler $compiler $compiler compiles the lessons"
    [ "$compiler" = clang ] && clang_runtime
    echo "header check.h check check-devel check runs the checks of the lessons"
    echo "header jansson.h libjansson-dev jansson-devel jansson reads and writes JSON"
    [ "$purpose" = kit ] && return 0
    echo "header archive.h libarchive-dev libarchive-devel libarchive reads what students hand in"
    echo "header libconfig.h libconfig-dev libconfig-devel libconfig reads the rules of a course"
    echo "header yaml.h libyaml-dev libyaml-devel libyaml reads what Gradescope exports"
    echo "header seccomp.h libseccomp-dev libseccomp-devel libseccomp keeps submissions in"
    echo "program bwrap bubblewrap bubblewrap bubblewrap keeps submissions in"
    [ "$purpose" = class ] && return 0
    echo "header cmocka.h libcmocka-dev libcmocka-devel cmocka runs the unit tests"
    echo "program python3 python3 python3 python runs tests"
    echo "program xmllint libxml2-utils libxml2 libxml2 reads JUnit XML in tests"
    echo "file /usr/lib/python3/dist-packages/jsonschema python3-jsonschema python3-jsonschema python-jsonschema reads exports in tests"
    echo "program nc netcat-openbsd netcat openbsd-netcat talks to the server in tests"
    echo "program socat socat socat socat talks to the client in tests"
    echo "program ncat ncat nmap-ncat nmap is measured beside the server"
    echo "program curl curl curl curl talks to the server in tests"
    echo "program clang clang clang clang the second compiler in tests"
    echo "program ip iproute2 iproute iproute2 makes networks in tests"
    echo "program ss iproute2 iproute iproute2 looks at sockets in the guide"
    echo "program parallel parallel parallel parallel grades in several processes in the guide"
    echo "program slurmctld slurm-wlm slurm-slurmctld slurm-llnl grades as a job array in tests"
    echo "program sshd openssh-server openssh-server openssh grades over ssh in tests"
    echo "program strace strace strace strace looks at calls in the guide"
    echo "program chromium chromium chromium chromium shows pages in tests"
    echo "program clangd clangd clang-tools-extra clang reads the lessons in tests"
    echo "file /usr/share/i18n/locales/de_DE locales glibc-locale-source glibc languages in tests"
    clang_runtime
    echo "libclang Index.h libclang-dev clang-devel clang makes mutants of the solutions in tests"
}

clang_runtime()
{
    echo "runtime asan libclang-rt-dev compiler-rt compiler-rt the sanitizers of clang"
}

is_there()
{
    case $1 in
    compiler) command -v "$2" >/dev/null && [ -e /usr/include/stdio.h ] ;;
    program) command -v "$2" >/dev/null ;;
    library) has_library "$2" ;;
    file) any "$2" "$packages$2" ;;
    header) any "/usr/include/$2" "/usr/local/include/$2" "$packages/include/$2" ;;
    runtime) any /usr/lib/llvm*/lib/clang/*/lib/*/libclang_rt.asan* \
        /usr/lib*/clang/*/lib/*/libclang_rt.asan* \
        "$packages"/usr/lib/llvm*/lib/clang/*/lib/*/libclang_rt.asan* ;;
    libclang) any /usr/lib/llvm*/include/clang-c/"$2" /usr/include/clang-c/"$2" \
        /usr/local/include/clang-c/"$2" "$packages"/usr/lib/llvm*/include/clang-c/"$2" ;;
    esac
}

any()
{
    for file in "$@"; do
        [ -e "$file" ] && return 0
    done
    return 1
}

missing()
{
    needs | while read -r kind name rest; do
        is_there "$kind" "$name" || echo "$kind $name $rest"
    done
}

# Does a line of $missing begin so?
lacks()
{
    echo "$missing" | grep -q "^$1 "
}

# --- Debian and Ubuntu ---------------------------------------------------------------------------

# The packages of $missing by their Debian names, a compiler with the headers of the C library.
debian_names()
{
    echo "$missing" | while read -r kind name debian rest; do
        echo "$debian"
        [ "$kind" = compiler ] && echo libc6-dev
    done | sort -u
}

# Some releases have no package libclang-rt-dev: there clang itself brings its runtime.
known()
{
    for name in "$@"; do
        apt-cache show "$name" >/dev/null 2>&1 && echo "$name"
    done
}

all_known()
{
    [ "$(known "$@")" = "$(printf '%s\n' "$@")" ]
}

# $1 stands before each command: sudo, or nothing.
install_as_root()
{
    as_root=$1
    shift
    apt="$as_root env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=120"
    install="$apt install -y --no-install-recommends"
    if all_known "$@" && $install "$@" >>"$log" 2>&1 </dev/null; then
        return 0
    fi
    # shellcheck disable=SC2046
    $apt update >>"$log" 2>&1 && $install $(known "$@") >>"$log" 2>&1 </dev/null
}

# Apt with lists, cache and archives of its own under build/apt, and the system's list of what is
# installed, so that it fetches just what is missing.
private_apt()
{
    mkdir -p build/apt/lists/partial build/apt/archives/partial || return 1
    cat >build/apt/apt.conf <<END
Dir::State "$PWD/build/apt";
Dir::State::status "/var/lib/dpkg/status";
Dir::Cache "$PWD/build/apt";
Dir::Cache::srcpkgcache "";
Acquire::Languages "none";
Acquire::GzipIndexes "true";
Debug::NoLocking "true";
APT::Sandbox::User "";
#clear APT::Update::Pre-Invoke;
#clear APT::Update::Post-Invoke;
#clear APT::Update::Post-Invoke-Success;
END
    APT_CONFIG=$PWD/build/apt/apt.conf
    export APT_CONFIG
}

# Apt hangs on a full disk, so the room is looked at before and the time bounded.
has_room()
{
    megabytes=200
    [ "$purpose" = test ] && megabytes=1200
    free=$(df -Pk build | awk 'NR == 2 { print int($4 / 1024) }')
    [ "${free:-0}" -ge "$megabytes" ] ||
        { echo "E: build/ needs $megabytes MB, $free MB are free" >>"$log" && return 1; }
}

unpack_privately()
{
    [ -e /usr/include/stdio.h ] || return 1 # neither works but where it was made to live:
    lacks 'compiler gcc.*' && return 1      # the C library's headers, gcc
    has_room && private_apt || return 1
    timeout 900 apt-get update >>"$log" 2>&1
    # shellcheck disable=SC2046
    set -- $(known "$@")
    [ $# -gt 0 ] || return 1
    timeout 900 apt-get install -d -y --no-install-recommends "$@" >>"$log" 2>&1 </dev/null ||
        return 1
    rm -rf "$packages.new" && mkdir "$packages.new" || return 1
    if [ -d "$packages" ]; then
        cp -a "$packages/." "$packages.new" >>"$log" 2>&1 || return 1
    fi
    for archive in build/apt/archives/*.deb; do
        dpkg-deb -x "$archive" "$packages.new" >>"$log" 2>&1 || return 1
    done
    arrange "$packages.new" && rm -rf "$packages" && mv "$packages.new" "$packages"
}

# Shorter ways into what was unpacked: include and lib for the compiler, bin for $PATH.
arrange()
{
    triplet=$(cd "$1/usr/lib" && echo *-linux-gnu*)
    ln -sfn usr/include "$1/include" && ln -sfn "usr/lib/$triplet" "$1/lib" &&
        mkdir -p "$1/bin" || return 1
    for name in python3 nc ncat socat curl clang ip bwrap; do
        for program in usr/bin/"$name" usr/bin/"$name".openbsd bin/"$name".openbsd \
            bin/"$name"; do
            [ -e "$1/$program" ] || continue
            with_its_libraries "$program" "$name" >"$1/bin/$name" && chmod +x "$1/bin/$name" ||
                return 1
        done
    done
}

# A script for program $1 under the name $2.
with_its_libraries()
{
    cat <<END
#!/bin/sh
# $2 - runs $1 with the libraries that were unpacked beside it.
here=\$(cd "\$(dirname "\$0")/.." && pwd)
LD_LIBRARY_PATH=\$here/usr/lib/$triplet:\$here/lib/$triplet\${LD_LIBRARY_PATH:+:\$LD_LIBRARY_PATH}
export LD_LIBRARY_PATH
exec "\$here/$1" "\$@"
END
}

install_on_debian()
{
    # shellcheck disable=SC2046
    set -- $(debian_names)
    if [ "$(id -u)" = 0 ]; then
        echo "Installing them with apt-get."
        install_as_root "" "$@" && return
    elif sudo -n true 2>/dev/null; then
        echo "Installing them with sudo apt-get."
        install_as_root "sudo -n" "$@" && return
    fi
    echo "Unpacking them into $packages, for this folder alone."
    unpack_privately "$@"
    status=$?
    rm -rf "$packages.new" build/apt
    return $status
}

# --- what to say ---------------------------------------------------------------------------------

say_what_is_missing()
{
    case $purpose in
    kit) echo "The kit needs what this machine lacks:" ;;
    class) echo "To grade, the kit needs what this machine lacks:" ;;
    *) echo "The kit's own tests need what this machine lacks:" ;;
    esac
    # shellcheck disable=SC2034 # fedora and arch: columns that are not shown
    echo "$missing" | while read -r kind name debian fedora arch why; do
        command -v apt-get >/dev/null && name=$debian
        printf '  %-16s %s\n' "$name" "$why"
    done
}

# The column of $missing that holds the names of one distribution, as one line.
column()
{
    echo "$missing" | cut -d ' ' -f "$1" | sort -u | paste -s -d ' ' -
}

say_what_to_type()
{
    if command -v apt-get >/dev/null; then
        echo "    sudo apt-get update && sudo apt-get install $(debian_names | paste -s -d ' ' -)"
    elif command -v dnf >/dev/null; then
        echo "    sudo dnf install $(column 4) libasan libubsan"
    elif command -v pacman >/dev/null; then
        echo "    sudo pacman -S --needed $(column 5)"
    else
        say_which_container
    fi
}

say_which_container()
{
    echo "    docker build -t ten-steps .devcontainer"
    echo "    docker run --rm -it -u \"\$(id -u)\" -v \"\$PWD\":/kit -w /kit ten-steps make"
}

give_up()
{
    {
        if command -v apt-get >/dev/null; then
            grep -E '^(E|W|Err|dpkg)' "$log" | tail -n 3 | cut -c 1-200
            echo "Could not install what is missing. Is the network there, and room on the disk?"
        fi
        echo "Type this, or ask the machine's administrator to, and then make again:"
        say_what_to_type
        [ -s "$log" ] && echo "The whole story is in $log."
    } >&2
    exit 2
}

give_up_read_only()
{
    {
        echo "The folder is read-only: the kit builds into build/ inside it."
        echo "Copy it to a place of your own and make there:"
        echo "    cp -r . ~/ten-steps && cd ~/ten-steps && make"
    } >&2
    exit 2
}

give_up_without_compiler()
{
    echo "There is no compiler named $compiler: use make CC=gcc or make CC=clang." >&2
    exit 2
}

give_up_elsewhere()
{
    {
        echo "The kit runs on Linux (WSL 2 and containers included), not on $(uname -s)."
        echo "Open the folder in an editor that knows .devcontainer, or type:"
        say_which_container
    } >&2
    exit 2
}

# --- what to link --------------------------------------------------------------------------------

has_library()
{
    any /usr/lib/*/lib"$1".* /usr/lib*/lib"$1".* /usr/local/lib*/lib"$1".* "$packages"/lib/lib"$1".*
}

# libcheck is static in Debian, where it needs libsubunit; elsewhere it may be neither.
name_libraries()
{
    if [ -d "$packages/lib" ]; then
        echo "-L$packages/lib"
        echo "'-Wl,-rpath,\$ORIGIN/packages/lib:\$ORIGIN/../packages/lib'"
    fi
    if has_library check_pic; then echo "-lcheck_pic"; else echo "-lcheck"; fi
    if has_library subunit; then echo "-lsubunit"; fi
    echo "-ljansson -lrt -lm -lpthread"
}

# --- the work ------------------------------------------------------------------------------------

PATH=$PWD/$packages/bin:$PATH
if [ "$(uname -s)" != Linux ]; then
    give_up_elsewhere
fi
if ! mkdir -p build 2>/dev/null || [ ! -w build ]; then
    give_up_read_only
fi
case $compiler in
gcc* | clang*) ;;
*) command -v "$compiler" >/dev/null || give_up_without_compiler ;;
esac
missing=$(missing)
if [ -n "$missing" ]; then
    say_what_is_missing
    : >"$log"
    command -v apt-get >/dev/null && install_on_debian
    missing=$(missing)
fi
if lacks compiler || lacks header || lacks "program python3"; then
    give_up
elif [ -n "$missing" ]; then
    echo "Going on without: tests that need it are skipped." >&2
fi
if [ "$purpose" = kit ]; then
    name_libraries >build/libraries
fi
