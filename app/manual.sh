#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# Makes what a program's --help says into a manual page and a bash completion, commands of commands included.
#
#   app/manual.sh PROGRAM SECTION OUT     OUT/man/man<SECTION>/<name>.<SECTION>, OUT/bash-completion/completions/<name>
#
# The one source is --help: a page of its own would say what the program no longer does. Needs nothing but bash and awk.
set -euo pipefail
export LC_ALL=C.UTF-8

program=$1 section=$2 out=$3
name=$(basename "$program")
mkdir -p "$out/man/man$section" "$out/bash-completion/completions"
page=$out/man/man$section/$name.$section
completion=$out/bash-completion/completions/$name

# commands HELP: the names of the commands below.
commands() { awk '/^[A-Za-z]/ {inside = /^Subcommands:/} inside && /^  [^ ]/ {print $1}' <<<"$1"; }

# roff HELP: its options and positionals as a list. CLI11 wraps long names onto a line of their own.
roff_list() {
  awk -v wanted="$2" '
    function roff(text) { gsub(/\\/, "\\e", text); gsub(/-/, "\\-", text); sub(/^[.\x27]/, "\\\\\\&&", text); return text }
    function flush() { if (head != "") printf ".TP\n.B %s\n%s\n", roff(head), roff(text == "" ? "(no more to say)" : text); head = text = "" }
    /^[A-Za-z]/ {flush(); inside = $0 ~ ("^(" wanted "):")}
    !inside {next}
    /^  [^ ]/ {flush(); line = substr($0, 3)
      if (match(line, /  +/)) {head = substr(line, 1, RSTART - 1); text = substr(line, RSTART + RLENGTH)} else {head = line}
      next}
    /^   / {sub(/^ +/, ""); text = text (text == "" ? "" : " ") $0}
    END {flush()}' <<<"$1"
}

# What stands before "Usage:".
description() { awk '/^Usage:/ {exit} NF {print}' <<<"$1"; }
usage_line() { sed -n 's/^Usage: *//p' <<<"$1" | head -n 1; }
plain_roff() { sed -e 's/\\/\\e/g' -e 's/-/\\-/g' -e "s/^[.']/\\\\\&&/"; }

# say COMMAND...: its help as if it were installed: without the folders that it runs from.
say() { LOTSE_DATA=/usr/share/lotse "$program" "$@" --help | sed "s#$(dirname "$program")/##g"; }

help=$(say)
version=$("$program" --version 2>/dev/null | awk 'NR == 1 {print $NF}') || version=''
summary=$(description "$help" | head -n 1)
summary=${summary#Lotse: } summary=${summary%.}

words=''     # completion: "case" branches of commands and options, by path
values=''    # completion: "case" branches of options with a value

# walk PATH HELP: the page's part and the completion's branches of one command, and of all below.
walk() {
  local path=$1 text=$2 below option sub
  below=$(commands "$text")
  option=$(grep -oE '(^| |,)--[a-z][a-z0-9-]*' <<<"$(grep -E '^  -' <<<"$text")" | tr -d ' ,' | sort -u | tr '\n' ' ')
  words+="    '$path') echo '${below//$'\n'/ } ${option% }' ;;"$'\n'
  while IFS= read -r line; do
    sub=$(grep -oE '(-[a-zA-Z],)?--[a-z][a-z0-9-]*' <<<"$line" | head -n 1)
    sub=${sub#*,}
    case $line in
      *:\{*\}*) values+="    '$path $sub') COMPREPLY=(\$(compgen -W '$(sed -E 's/.*:\{([^}]*)\}.*/\1/; s/,/ /g' <<<"$line")' -- \"\$current\")); return ;;"$'\n' ;;
      *' DIR'*) values+="    '$path $sub') COMPREPLY=(\$(compgen -d -- \"\$current\")); return ;;"$'\n' ;;
      *' FILE'*) values+="    '$path $sub') COMPREPLY=(\$(compgen -f -- \"\$current\")); return ;;"$'\n' ;;
      *' TEXT'* | *' URL'* | *' TAG'* | *' HEX'* | *' INT'* | *' UINT'* | *' NAME'* | *' ID'*)
        values+="    '$path $sub') return ;;"$'\n' ;;
    esac
  done < <(grep -E '^  (-[a-zA-Z],)?--' <<<"$text")
  if [[ $path != "$name" ]]; then
    printf '.SS "%s"\n' "$(plain_roff <<<"$path")"
    description "$text" | plain_roff
    roff_list "$text" 'Positionals'
    roff_list "$(grep -vE '^  -h,--help' <<<"$text")" 'Options|\\[Option Group.*'
  fi
  for sub in $below; do
    # shellcheck disable=SC2086 # the path is words
    walk "$path $sub" "$(say ${path#"$name"} "$sub")"
  done
}

body=$(mktemp)
trap 'rm -f "$body"' EXIT
walk "$name" "$help" >"$body"
{
  printf '.\\" Made from "%s --help".\n' "$name"
  printf '.TH %s %s "" "Lotse %s" "Lotse"\n' "${name^^}" "$section" "$version"
  printf '.SH NAME\n%s \\- %s\n' "$name" "$(plain_roff <<<"$summary")"
  printf '.SH SYNOPSIS\n.B %s\n' "$(usage_line "$help" | plain_roff)"
  printf '.SH DESCRIPTION\n'
  description "$help" | plain_roff
  awk '/^Usage:/ {after = 1; next} /^[A-Za-z]+:$/ {after = 0} after' <<<"$help" | sed '/./,$!d' | plain_roff
  if grep -q '^Positionals:' <<<"$help"; then
    printf '.SH ARGUMENTS\n'
    roff_list "$help" 'Positionals'
  fi
  printf '.SH OPTIONS\n'
  roff_list "$help" 'Options'
  [[ ! -s $body ]] || { printf '.SH COMMANDS\n'; cat "$body"; }
  printf '.SH "EXIT STATUS"\n.B 0\non success,\n.B 1\non failure,\n.B 2\nwhen the command line, the settings or the state cannot be used.\n'
} >"$page"

function=_${name//-/_}
cat >"$completion" <<END
# bash completion of $name, made from its --help.
${function}_words() {
  case \$1 in
${words}  esac
}
${function}() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD - 1]} path='$name' word
  COMPREPLY=()
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    [[ \$word != -* && " \$(${function}_words "\$path") " == *" \$word "* ]] && path+=" \$word"
  done
  case "\$path \$previous" in
${values}  esac
  COMPREPLY=(\$(compgen -W "\$(${function}_words "\$path")" -- "\$current"))
  [[ -n \${COMPREPLY[*]:-} || \$current == -* ]] || COMPREPLY=(\$(compgen -f -- "\$current"))
}
complete -o filenames -F $function $name
END
