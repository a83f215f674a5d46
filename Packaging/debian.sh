#!/bin/sh
# Makes a Debian package of a staged installation below /usr.
#   debian.sh STAGE VERSION OUTPUT-FOLDER
# DEBFULLNAME and DEBEMAIL name the maintainer, SOURCE_DATE_EPOCH the day.
set -eu
stage=$1 version=$2 output=$3
here=$(cd "$(dirname "$0")" && pwd)
architecture=$(dpkg --print-architecture)
day=$(date -u -R -d "@${SOURCE_DATE_EPOCH:-$(git -C "$here" log -1 --format=%ct 2>/dev/null || date +%s)}")
maintainer="${DEBFULLNAME:-calciq developers} <${DEBEMAIL:-calciq@example.org}>"

doc=$stage/usr/share/doc/calciq
cp "$here/copyright" "$doc/copyright"
printf 'calciq (%s) unstable; urgency=medium\n\n  * See CHANGELOG.md.\n\n -- %s  %s\n' "$version" "$maintainer" "$day" |
    gzip -9n > "$doc/changelog.gz"
gzip -9nc "$here/../CHANGELOG.md" > "$doc/CHANGELOG.md.gz"
find "$stage/usr/share/man" -name '*.[1-9]' -exec gzip -9n {} +
install -d "$stage/usr/share/lintian/overrides"
install -m 644 "$here/lintian-overrides" "$stage/usr/share/lintian/overrides/calciq"
find "$stage" -type d -exec chmod 755 {} +
find "$stage/usr/share" "$stage/usr/lib" -type f -exec chmod a-x,u+rw,go+r,go-w {} +

# What the program is linked to; dpkg-shlibdeps knows the versions.
depends='libc6 (>= 2.36), libcrypt1, libedit2 (>= 3.1), libgcc-s1, libstdc++6'
if command -v dpkg-shlibdeps >/dev/null; then
    work=$(mktemp -d)
    mkdir "$work/debian"
    : > "$work/debian/control"
    program=$(cd "$stage" && pwd)/usr/bin/calciq
    found=$(cd "$work" && dpkg-shlibdeps -O --ignore-missing-info -e "$program" 2>/dev/null) || found=
    rm -rf "$work"
    [ -z "$found" ] || depends=${found#shlibs:Depends=}
fi

rm -rf "$stage/DEBIAN"
install -d "$stage/DEBIAN"
cat > "$stage/DEBIAN/control" <<EOF
Package: calciq
Version: $version
Section: science
Priority: optional
Architecture: $architecture
Maintainer: $maintainer
Installed-Size: $(du -sk --exclude=DEBIAN "$stage" | cut -f1)
Depends: $depends
Suggests: less, telnet
Description: answers about calcification and calcinosis from four documents
 A shell and a line service that people ask about calcification in their own
 words. It answers offline from four documents, each sentence with its source,
 remembers stated results for the session, and puts dangers first.
 .
 It explains documents. It does not diagnose, gives no doses, and is no
 substitute for a clinician.
EOF
(cd "$stage" && find usr -type f -print0 | sort -z | xargs -0 md5sum) > "$stage/DEBIAN/md5sums"
chmod 644 "$stage/DEBIAN/control" "$stage/DEBIAN/md5sums"
package=$output/calciq_${version}_$architecture.deb
dpkg-deb --root-owner-group -Zxz --build "$stage" "$package" >&2
printf '%s\n' "$package"
