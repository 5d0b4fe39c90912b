# SPDX-License-Identifier: EUPL-1.2
# shellcheck shell=bash
# Shared by app/run and tests/run: installs what is missing, builds, finds a display. Sourced, never run.
#
# Whatever takes longer than a moment runs as a session of its own behind this shell (attend, attend_lines, launch). Ctrl-C
# therefore reaches this shell only, at once, and it ends the others in order: `ninja` removes what is half compiled, and no
# process of a test stays. Only an installation that has begun is waited for: half-installed packages help nobody.
# Says everything on standard error.

lotse_root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

# One list per purpose. a|b: the first that is there or can be had; Debian 12 has Boost 1.81, Debian 13 has 1.83 and 1.88.
# shellcheck disable=SC2034 # for those who source this
build_packages=(g++ cmake ninja-build pkg-config libimgui-dev libsdl2-dev libicu-dev libharfbuzz-dev libfreetype-dev
  libpng-dev libsqlite3-dev libsodium-dev libssl-dev 'libboost1.81-dev|libboost1.83-dev|libboost1.88-dev'
  libcurl4-openssl-dev nlohmann-json3-dev libtomlplusplus-dev libx11-dev libxrandr-dev libwayland-dev libsystemd-dev
  libcli11-dev libspdlog-dev libzip-dev libpugixml-dev libxlsxwriter-dev libqrencode-dev libcairo2-dev
  libespeak-ng-dev libasound2-dev libopusfile-dev libopusenc-dev libebur128-dev libsndfile1-dev libsonic-dev)
# shellcheck disable=SC2034
run_packages=(fonts-noto-core fonts-noto-ui-core ca-certificates xvfb xauth)
# LibreOffice opens the spreadsheets that are exported; clang-format tells how sources look; zbar and pdftotext read tickets.
# shellcheck disable=SC2034
test_packages=(clang-format libgtest-dev libgmock-dev libvalijson-dev unicode-data libreoffice-calc-nogui
  libzbar-dev poppler-utils)
# Real kiosk sessions, and what looks at them from outside.
# shellcheck disable=SC2034
session_packages=(cage grim xwayland matchbox-window-manager openbox libxtst-dev)
# shellcheck disable=SC2034
fuzz_packages=(clang libclang-rt-dev)
# shellcheck disable=SC2034
tidy_packages=(clang clang-tidy)

say() { printf '%s\n' "$*" >&2 || true; }
die() { say "$*"; exit 2; }

# --- One line that shows how far something is -----------------------------------------------------------------------------

progress_step=-1 progress_open=''
# progress TITLE PERCENT REST: rewritten in place on a terminal, else one line for each ten percent.
progress() {
  local text
  printf -v text '%-12s %3d %%  %s' "$1" "$2" "$3"
  if [[ -t 2 && ${TERM:-dumb} != dumb ]]; then
    printf '\r\033[K%s' "$text" >&2 || true
    progress_open=1
  elif (($2 / 10 > progress_step)); then
    progress_step=$(($2 / 10))
    say "$text"
  fi
}
progress_end() {
  [[ -z $progress_open ]] || printf '\r\033[K' >&2 || true
  progress_step=-1 progress_open=''
}

# --- Programs behind this shell, and their end ----------------------------------------------------------------------------

sessions=()    # process ids; each leads a session
lines_fd=''    # where the output of the attended one comes from
must_finish='' # its process id, if it must not be interrupted
as_root=()     # what makes a command run as root

# members SESSION: every process of it that is alive, also those that left its process group.
members() {
  local file fields
  for file in /proc/[0-9]*/stat; do
    { read -r <"$file"; } 2>/dev/null || continue
    read -ra fields <<<"${REPLY##*) }" # state, parent, process group, session
    [[ ${fields[3]} == "$1" && ${fields[0]} != Z ]] || continue
    file=${file#/proc/}
    printf '%s\n' "${file%/stat}"
  done
}
alive() {
  { read -r <"/proc/$1/stat"; } 2>/dev/null && [[ ${REPLY##*) } != Z* ]]
}
# wait_while_alive SECONDS PROCESS...: false if one of them is still there then.
wait_while_alive() {
  local until=$((SECONDS + $1)) process; shift
  for process in "$@"; do
    while alive "$process"; do
      ((SECONDS < until)) || return 1
      sleep 0.05
    done
  done
}
# signal NAME PROCESS...: sudo and what it started belong to root.
signal() {
  local name=$1 process; shift
  for process in "$@"; do
    kill "-$name" "$process" 2>/dev/null || ! alive "$process" || ((${#as_root[@]} == 0)) ||
      sudo -n kill "-$name" "$process" 2>/dev/null || true
  done
}
# The newest first: a program ends before the display that it draws on. Its leader knows best how to end its own; whoever is
# left after that follows.
end_sessions() {
  local i session left name
  for ((i = ${#sessions[@]} - 1; i >= 0; i--)); do
    session=${sessions[i]}
    signal TERM "$session"
    wait_while_alive 10 "$session" || true
    for name in TERM KILL; do
      mapfile -t left < <(members "$session")
      ((${#left[@]})) || break
      signal "$name" "${left[@]}"
      wait_while_alive 5 "${left[@]}" || true
    done
    wait "$session" 2>/dev/null || true
  done
  sessions=()
}
at_end() {
  local status=$?
  trap '' HUP INT TERM # ending takes a moment; a second Ctrl-C must not leave it half done
  set +e
  progress_end
  if [[ -n $must_finish ]]; then
    say "The packages are being set up; this ends as soon as that is done."
    cat <&"$lines_fd" >/dev/null
    wait "$must_finish"
    forget "$must_finish"
  fi
  end_sessions
  at_last
  exit "$status"
}
at_last() { :; } # a script puts here what else has to go
trap at_end EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

forget() {
  local session kept=()
  for session in "${sessions[@]}"; do [[ $session == "$1" ]] || kept+=("$session"); done
  sessions=("${kept[@]}")
}
# launch COMMAND...: starts it and goes on; $! is its process.
launch() {
  setsid "$@" 9>&- &
  sessions+=($!)
}
# attend COMMAND...: starts it and waits; its status.
attend() {
  local session status=0
  launch "$@"
  session=$!
  wait "$session" || status=$?
  forget "$session"
  return "$status"
}
# attend_lines FUNCTION COMMAND...: the same, and hands each line that it writes to the function. `apart` is what makes the
# command a session of its own; with `to_the_end` set it is never interrupted; `when_quiet` is called each second without a line.
apart=(setsid) to_the_end='' when_quiet=:
attend_lines() {
  local reader=$1 begun='' session status=0; shift
  exec {lines_fd}< <(trap '' INT; exec "${apart[@]}" "$@" </dev/null 2>&1 9>&-)
  session=$!
  sessions+=("$session")
  [[ -z $to_the_end ]] || must_finish=$session
  # Once a second, because a signal that comes just before `read` waits is seen when it returns. Not `IFS= read`: a trap that
  # comes while it waits would run with that IFS.
  while true; do
    if read -r -t 1 -u "$lines_fd"; then
      "$reader" "$begun$REPLY"
      begun=''
    elif (($? > 128)); then
      begun+=$REPLY
      "$when_quiet"
    else
      [[ -z $begun$REPLY ]] || "$reader" "$begun$REPLY"
      break
    fi
  done
  wait "$session" || status=$?
  exec {lines_fd}<&-
  must_finish=''
  forget "$session"
  return "$status"
}

# --- Packages -------------------------------------------------------------------------------------------------------------

# install_missing PACKAGE...: asks apt only for what is not there, so that a second start takes no time.
install_missing() {
  command -v dpkg-query >/dev/null || die "This needs Debian 12 or 13 (dpkg-query was not found)."
  local -A there=()
  local wanted name names status missing=() packages=()
  read -ra names <<<"${*//|/ }"
  while read -r status name; do
    [[ $status != installed ]] || there[$name]=1
  done < <(dpkg-query -W -f='${db:Status-Status} ${Package}\n' "${names[@]}" 2>/dev/null)
  for wanted in "$@"; do
    for name in ${wanted//|/ }; do [[ -z ${there[$name]:-} ]] || continue 2; done
    missing+=("$wanted")
  done
  ((${#missing[@]})) || return 0

  say "Missing packages: ${missing[*]}"
  if ((EUID != 0)); then
    command -v sudo >/dev/null || die "Run this as root once, or install them with apt-get."
    as_root=(sudo)
    sudo -v || die "Packages can only be installed as root."
  fi
  apt_step 'Package lists' update
  for wanted in "${missing[@]}"; do
    for name in ${wanted//|/ }; do
      [[ -z $(apt-cache show "$name" 2>/dev/null) ]] || { packages+=("$name"); continue 2; }
    done
    die "No package source of this machine has ${wanted//|/ or }. This needs Debian 12 or 13."
  done
  say "Installing ${#packages[@]} packages and what they need: ${packages[*]}"
  apt_step Download install --no-install-recommends --download-only "${packages[@]}"
  apt_step Installation install --no-install-recommends --no-download "${packages[@]}"
  say "Installed."
}

# apt_step TITLE ARGUMENTS...: ends this shell if it fails, with apt's own words. Lists and downloads may be interrupted and
# are taken up again by the next start.
apt_step() {
  apt_title=$1 apt_said=(); shift
  local apart=(setsid) to_the_end=''
  [[ $apt_title != Installation ]] || to_the_end=1
  # In another session sudo would ask for the password again, and find nobody to ask.
  ((${#as_root[@]} == 0)) || apart=(sudo -n ${to_the_end:+setsid --wait})
  attend_lines apt_line env DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 apt-get -y -o APT::Status-Fd=1 \
    -o DPkg::Lock::Timeout=300 "$@" || {
    progress_end
    # From its first complaint; what it did until then is no news.
    printf '%s\n' "${apt_said[@]}" | sed -n '/^\(E\|W\|Err\)[:0-9]\|^dpkg: \|^The following .* unmet/,$p' >&2
    die "apt-get failed (step: $apt_title)."
  }
  progress_end
}
apt_line() {
  local percent note
  case $1 in
    dlstatus:* | pmstatus:*)
      IFS=: read -r _ _ percent note <<<"$1"
      progress "$apt_title" "${percent%%.*}" "$note"
      ;;
    'Waiting for cache lock'*) progress "$apt_title" 0 'Another program is installing packages; waiting for it.' ;;
    *) apt_said+=("$1") ;;
  esac
}

# --- Build ----------------------------------------------------------------------------------------------------------------

# configured_with FOLDER: sources and options of its last complete configuration.
configured_with() { [[ ! -e $1/configured ]] || cat "$1/configured"; }

# configure_and_build FOLDER TARGETS... -- CMAKE-OPTIONS...
configure_and_build() {
  local folder=$1 targets=() started=$SECONDS; shift
  while (($#)) && [[ $1 != -- ]]; do targets+=("$1"); shift; done
  (($#)) && shift
  mkdir -p "$folder"
  exec 9>"$folder/.lock"
  flock -n 9 || { say "Another build runs in $folder; waiting for it."; wait_for_lock; }
  # Ninja itself configures again when a build file or the list of sources changed.
  [[ $(configured_with "$folder") == "$lotse_root: $*" && -e $folder/build.ninja ]] || configure "$folder" "$@"

  build_said=() build_failed='' build_finished=0 build_total=0
  build_counts_from_here
  local when_quiet=build_quiet
  exec {build_log}>"$folder/build.log"
  if ! NINJA_STATUS=$'\x01%f %t ' attend_lines build_line ninja -C "$folder" "${targets[@]}"; then
    build_chunk_ends
    die "The build failed; all of it: $folder/build.log"
  fi
  exec {build_log}>&- 9>&-
  progress_end
  ((build_finished == 0)) || say "Built in $((SECONDS - started)) s."
}

# A folder whose configuration was interrupted, or that came from elsewhere, is begun anew if what is in it is in the way.
configure() {
  local folder=$1 attempt doubtful=''; shift
  [[ ! -e $folder/CMakeCache.txt || $(configured_with "$folder") == "$lotse_root: "* ]] || doubtful=anew
  rm -f "$folder/configured"
  say "Configuring the build."
  for attempt in $doubtful last; do
    build_said=()
    if attend_lines configure_line cmake -G Ninja -S "$lotse_root" -B "$folder" "$@"; then
      printf '%s\n' "${build_said[@]}" >"$folder/configure.log"
      printf '%s' "$lotse_root: $*" >"$folder/configured"
      return
    fi
    [[ $attempt == last ]] || rm -rf "$folder/CMakeCache.txt" "$folder/CMakeFiles"
  done
  printf '%s\n' "${build_said[@]}" >"$folder/configure.log"
  sed -n '/^CMake Error/,$p' "$folder/configure.log" | grep . >&2 || cat "$folder/configure.log" >&2
  die "The configuration failed; all of it: $folder/configure.log"
}
configure_line() { build_said+=("$1"); }

wait_for_lock() {
  flock 9 &
  sessions+=($!)
  wait $!
  forget $!
}

build_counts_from_here() {
  build_started=$SECONDS build_older=$SECONDS build_older_done=0 build_newer=$SECONDS build_newer_done=0
}

# Until the first step has ended, which may be a long one, ninja says nothing.
build_quiet() {
  ((build_total > 0 || SECONDS - build_started < 2)) || progress Building 0 "the first steps are under way"
}

# Ninja writes a line of ours when a step is finished, and below it what the step wrote.
build_line() {
  local step before=$build_finished
  if [[ $1 != $'\x01'* ]]; then
    build_said+=("$1")
    printf '%s\n' "$1" >&"$build_log"
    return
  fi
  build_chunk_ends
  read -r build_finished build_total step <<<"${1#?}"
  # It counts anew when it has configured the build again.
  if ((build_finished <= before)); then
    progress_end
    build_counts_from_here
  fi
  printf '[%s/%s] %s\n' "$build_finished" "$build_total" "$step" >&"$build_log"
  build_progress
}

# Only what belongs to a step that failed is shown, without its command line: that stands in the log.
build_chunk_ends() {
  local line failed='' skip=''
  for line in "${build_said[@]}"; do [[ $line != FAILED:* && $line != 'ninja: error:'* ]] || failed=1; done
  if [[ -n $failed ]]; then
    build_failed=1
    progress_end
    for line in "${build_said[@]}"; do
      if [[ -z $skip && $line != 'ninja: build stopped'* && $line != 'ninja: Entering'* ]]; then say "$line"; fi
      skip=''
      [[ $line != FAILED:* ]] || skip=1
    done
  fi
  build_said=()
}

# Steps that come late take longer than those before; the slower of all steps and of the last minute is nearer the truth.
build_progress() {
  local rest='' seconds per_step=0 recently=0
  ((build_finished > 0)) && [[ -z $build_failed ]] || return 0
  if ((SECONDS - build_newer >= 30)); then
    build_older=$build_newer build_older_done=$build_newer_done build_newer=$SECONDS build_newer_done=$build_finished
  fi
  if ((build_finished < build_total && build_finished * 20 >= build_total && SECONDS - build_started >= 5)); then
    per_step=$(((SECONDS - build_started) * 1000 / build_finished))
    ((build_finished == build_older_done)) || recently=$(((SECONDS - build_older) * 1000 / (build_finished - build_older_done)))
    seconds=$(((recently > per_step ? recently : per_step) * (build_total - build_finished) / 1000))
    if ((seconds >= 90)); then
      rest=", about $(((seconds + 30) / 60)) min left"
    else
      rest=", about $(((seconds + 4) / 5 * 5)) s left"
    fi
  fi
  progress Building $((build_finished * 100 / build_total)) "$build_finished of $build_total steps$rest"
}

# --- Display --------------------------------------------------------------------------------------------------------------

# have_display / start_display SIZE: an X server that is there, or an Xvfb of our own that ends with this shell.
have_display() { [[ -n ${DISPLAY:-} || -n ${WAYLAND_DISPLAY:-} ]]; }
start_display() {
  have_display && return 0
  local number numbers
  exec {numbers}< <(exec setsid Xvfb -displayfd 1 -screen 0 "${1}x24" -nolisten tcp 2>/dev/null 9>&-)
  sessions+=($!)
  read -r -t 10 -u "$numbers" number || die "Xvfb did not start."
  exec {numbers}<&-
  export DISPLAY=":$number"
  say "No display found: using Xvfb on $DISPLAY."
}
