#!/bin/sh
# Makes sure that the headers of libedit are there; installs Debian's package where it may.
set -eu
if [ -f /usr/include/histedit.h ]; then exit 0; fi
if ! command -v apt-get >/dev/null 2>&1; then
    echo "calciq needs libedit: install its development package (histedit.h), then try again."
    exit 1
fi
if [ "$(id -u)" = 0 ]; then
    run=""
elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
    run="sudo"
else
    echo "calciq needs libedit and may not install it here. Type:"
    echo "  sudo apt-get install libedit-dev"
    exit 1
fi
echo "Installing libedit-dev (the line editor of the shell) ..."
$run apt-get update -qq
DEBIAN_FRONTEND=noninteractive $run apt-get install -y -qq libedit-dev
