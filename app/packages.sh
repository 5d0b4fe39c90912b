#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# Makes the Debian packages from a build that is there: nothing is compiled a second time.
#
#   app/packages.sh BUILD OUT [VERSION]     VERSION: other than the changelog's, for tests of an update
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/setup.sh"

build=$(cd "$1" && pwd)
mkdir -p "$2"
out=$(cd "$2" && pwd)
install_missing debhelper dpkg-dev

config=$lotse_root/kiosk-config/debian
version=$(dpkg-parsechangelog -l "$config/changelog" -S Version)
programs=$(sed -n 's/^project(lotse VERSION \([0-9.]*\) .*/\1/p' "$lotse_root/CMakeLists.txt")
[[ $version == "$programs" ]] ||
  die "kiosk-config/debian/changelog says $version, CMakeLists.txt $programs: they have to be the same."

work=$build/packages
rm -rf "$work"
mkdir -p "$work/lotse"
cp -r "$config" "$work/lotse/debian"
[[ -z ${3:-} ]] || { sed -i "1s/($version)/($3)/" "$work/lotse/debian/changelog"; version=$3; }
log=$work/build.log
say "Making the packages of version $version."
# -d: what it takes to build is installed already (app/setup.sh); the names differ between releases.
(cd "$work/lotse" && LOTSE_BUILD=$build LOTSE_SOURCE=$lotse_root LC_ALL=C.UTF-8 dpkg-buildpackage -b -us -uc -d) >"$log" 2>&1 ||
  { tail -n 40 "$log" >&2; die "The packages could not be made; all of it: $log"; }
rm -rf "$work/lotse"
for package in "$work"/*.deb; do
  mv "$package" "$out/"
  package=$out/$(basename "$package")
  printf '%s\t%d KB, installed %d KB\n' "$(basename "$package")" $(($(stat -c %s "$package") / 1000)) \
    "$(dpkg-deb -f "$package" Installed-Size)"
done
mv "$work"/*.changes "$work"/*.buildinfo "$out/"
