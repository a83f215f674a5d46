#!/usr/bin/env bash
# ask.sh HOST PORT LINE... : asks a calciq server one line after the other and prints its answers.
exec 3<>"/dev/tcp/$1/$2" || exit 69
reply() {  # the status line goes to $status, the body to standard output
  IFS= read -r status <&3 || exit 69
  while IFS= read -r line <&3 && [ "$line" != $'.\r' ]; do line=${line%$'\r'}; printf '%s\n' "${line#.}"; done
}
reply; [[ $status == 220* ]] || { echo "${status%$'\r'}" >&2; exit 69; }
for question in "${@:3}"; do printf '%s\r\n' "$question" >&3; reply; done
