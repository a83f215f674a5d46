#!/bin/sh
# A Debian package, installed as far as this machine allows, and used there.
#   deb.sh PACKAGE.deb
# In a clean root where debootstrap can make one, else unpacked into a folder.
set -eu
package=$(realpath "$1")
work=$(mktemp -d)
trap 'umount "$work/clean/proc" 2>/dev/null || true; rm -rf "$work"' EXIT
failed=0
check() {  # check NAME COMMAND...
    name=$1
    shift
    if "$@" > "$work/out" 2>&1; then echo "ok    $name"; else
        echo "FAIL  $name"
        sed 's/^/      | /' "$work/out" | tail -20
        failed=1
    fi
}

root=$work/root
mkdir "$root"
dpkg-deb -x "$package" "$root"
share=$root/usr/share

# The program has only what the package brings, and a home without a cache.
used() { env -i PATH=/usr/bin:/bin HOME="$work/home" LC_ALL=C.UTF-8 "$root/usr/bin/calciq" "$@"; }
answers() { used ask --width 72 what is calciphylaxis | grep -q '\[1\] iLive'; }
is_quiet() { rm -rf "$work/home" && test -z "$(used ask what is calciphylaxis 2>&1 >/dev/null)"; }
is_quick() {  # the best of five, each with an empty cache
    best=999
    for _ in 1 2 3 4 5; do
        rm -rf "$work/home"
        begun=$(date +%s%N)
        used ask what is calciphylaxis >/dev/null
        took=$((($(date +%s%N) - begun) / 1000000))
        [ "$took" -ge "$best" ] || best=$took
    done
    echo "$best ms with an empty cache"
    [ "$best" -le 60 ]
}
is_small() { size=$(stat -c %s "$root/usr/bin/calciq") && echo "$size bytes" && [ "$size" -le 80000000 ]; }
has_files() {
    for file in bin/calciq share/man/man1/calciq.1.gz share/man/man7/calciq-protocol.7.gz share/calciq/Intents.knowledge \
        share/calciq/GUIDE.md share/calciq/Intents/README.md share/calciq/BuiltIn/safety.yaml share/calciq/Schemas/labs.json \
        share/bash-completion/completions/calciq share/zsh/site-functions/_calciq share/fish/vendor_completions.d/calciq.fish \
        lib/systemd/system/calciq.service lib/systemd/system/calciq.socket share/doc/calciq/copyright; do
        [ -s "$root/usr/$file" ] || { echo "no $file"; return 1; }
    done
}
serves() {
    used serve --unix "$work/socket" --port 0 --log-level critical &
    server=$!
    for _ in $(seq 100); do [ -S "$work/socket" ] && break; sleep 0.1; done
    echo 'what is calciphylaxis' | used connect --unix "$work/socket" | grep -q '\[1\] iLive' && status=0 || status=1
    kill "$server"
    wait "$server" || true
    return $status
}
man_page() { test -z "$(MANROFFSEQ='' MANWIDTH=80 man --warnings -l "$share/man/man$2/$1.$2.gz" 2>&1 >/dev/null)"; }

check 'control has what it needs' sh -c "dpkg-deb -f '$package' Package Version Architecture Depends Description | grep -q libedit2"
check 'every file belongs to root' sh -c "! dpkg-deb -c '$package' | grep -v ' root/root '"
check 'program, knowledge, manual pages, completions and units are there' has_files
check 'it answers from its own knowledge' answers
check 'without learning anything' is_quiet
check 'at once, with an empty cache' is_quick
sed 's/^/      /' "$work/out"
check 'the program is at most 80 MB' is_small
sed 's/^/      /' "$work/out"
check 'it serves and connects' serves
check 'completions load in bash' bash -n "$share/bash-completion/completions/calciq"
check 'the units name the program' grep -q '^ExecStart=/usr/bin/calciq serve' "$root/usr/lib/systemd/system/calciq.service"
if command -v man >/dev/null; then
    check 'calciq(1) is without warnings' man_page calciq 1
    check 'calciq-protocol(7) is without warnings' man_page calciq-protocol 7
fi
if command -v lintian >/dev/null; then
    check 'lintian finds no error' lintian --fail-on error --allow-root "$package"
else
    echo 'skip  lintian is not installed'
fi

clean=$work/clean
if [ "$(id -u)" = 0 ] && command -v debootstrap >/dev/null &&
    debootstrap --variant=minbase --include=libedit2,libstdc++6 bookworm "$clean" >"$work/out" 2>&1; then
    cp "$package" "$clean/calciq.deb"
    mount -t proc proc "$clean/proc"  # the program finds its knowledge from where it stands
    check 'installs in a clean root' chroot "$clean" dpkg -i /calciq.deb
    check 'answers there' sh -c "chroot '$clean' calciq ask what is calciphylaxis | grep -q iLive"
    check 'as nobody too' sh -c "chroot --userspec=65534:65534 '$clean' calciq ask what is calciphylaxis | grep -q iLive"
    check 'and is removed without a trace' sh -c "chroot '$clean' dpkg -P calciq && ! test -e '$clean/usr/share/calciq'"
else
    echo 'skip  no clean root can be made here'
fi
exit $failed
