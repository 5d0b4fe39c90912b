# SPDX-License-Identifier: EUPL-1.2
# shellcheck shell=bash
# Shared by app/run and tests/run: installs what is missing, builds, finds a display. Sourced, never run.

lotse_root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

build_packages=(g++ cmake ninja-build pkg-config libimgui-dev libsdl2-dev libicu-dev libharfbuzz-dev libfreetype-dev
  libpng-dev libsqlite3-dev libsodium-dev libssl-dev libboost1.81-dev libcurl4-openssl-dev nlohmann-json3-dev
  libtomlplusplus-dev libx11-dev libxrandr-dev libwayland-dev libsystemd-dev libcli11-dev libspdlog-dev libzip-dev
  libpugixml-dev libxlsxwriter-dev libqrencode-dev)
run_packages=(fonts-noto-core fonts-noto-ui-core ca-certificates xvfb xauth)
# LibreOffice opens the spreadsheets that are exported.
test_packages=(libgtest-dev libgmock-dev libvalijson-dev unicode-data libreoffice-calc-nogui)
fuzz_packages=(clang-14 libclang-rt-14-dev)

say() { printf '%s\n' "$*" >&2; }
die() { say "$*"; exit 2; }

# install_missing PACKAGE...: asks apt only for what is not there, so that a second start takes no time.
install_missing() {
  command -v dpkg-query >/dev/null || die "This needs Debian 12 (dpkg-query was not found)."
  local missing=() package
  for package in "$@"; do
    [[ $(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null) == installed ]] || missing+=("$package")
  done
  ((${#missing[@]})) || return 0
  say "Installing: ${missing[*]}"
  local as_root=()
  if ((EUID != 0)); then
    command -v sudo >/dev/null || die "Run as root once, or install: ${missing[*]}"
    as_root=(sudo)
  fi
  "${as_root[@]}" apt-get update -qq || die "apt-get update failed."
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
    "${missing[@]}" >/dev/null || die "apt-get could not install: ${missing[*]}"
}

# configure_and_build FOLDER TARGETS... -- CMAKE-OPTIONS...
configure_and_build() {
  local folder=$1; shift
  local targets=()
  while (($#)) && [[ $1 != -- ]]; do targets+=("$1"); shift; done
  (($#)) && shift
  mkdir -p "$folder"
  (
    flock 9
    cmake -G Ninja -S "$lotse_root" -B "$folder" "$@" >"$folder/configure.log" 2>&1 ||
      { cat "$folder/configure.log" >&2; die "The configuration failed."; }
    ninja -C "$folder" "${targets[@]}" >"$folder/build.log" 2>&1 ||
      { tail -n 60 "$folder/build.log" >&2; die "The build failed; all of it: $folder/build.log"; }
  ) 9>"$folder/.lock" || exit 2
}

# have_display / start_display SIZE: an X server that is there, or an Xvfb of our own that ends with this shell.
have_display() { [[ -n ${DISPLAY:-} || -n ${WAYLAND_DISPLAY:-} ]]; }
start_display() {
  have_display && return 0
  local numbers; numbers=$(mktemp)
  Xvfb -displayfd 3 -screen 0 "${1}x24" -nolisten tcp 3>"$numbers" >/dev/null 2>&1 &
  display_pid=$!
  local i
  for ((i = 0; i < 100; i++)); do
    [[ -s $numbers ]] && break
    sleep 0.05
  done
  [[ -s $numbers ]] || die "Xvfb did not start."
  DISPLAY=":$(<"$numbers")"
  export DISPLAY
  rm -f "$numbers"
  say "No display found: using Xvfb on $DISPLAY."
}
