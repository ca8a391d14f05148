#!/bin/sh
# The browser for the tests of pages: Debian's Chromium, where there is none yet and it can be installed.
# Where it cannot, this says so and succeeds, and the tests that need it are skipped.
set -u

for name in chromium chromium-browser google-chrome; do
  if command -v "$name" >/dev/null 2>&1; then
    echo "found: $(command -v "$name")"
    exit 0
  fi
done
as_root=
[ "$(id -u)" -eq 0 ] || as_root="sudo -n"
if command -v apt-get >/dev/null 2>&1 && { [ -z "$as_root" ] || $as_root true 2>/dev/null; }; then
  $as_root apt-get update -qq &&
    DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core >/dev/null
fi
command -v chromium || echo "missing: tests of pages in a browser are SKIPPED (install Chromium to run them)"
