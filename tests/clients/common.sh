# Sourced by the run scripts of the clients. Sets here (the client's folder), program, and work (a folder that goes away).
set -euo pipefail
here=$(dirname "$(readlink -f "$0")")
program=$(readlink -f "${1:?usage: run PROGRAM}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

skip() { echo "skipped: $*"; exit 77; }

# The packages of this folder's package-lock.json; fetched once for each lock.
npm_packages() {
  command -v node >/dev/null && command -v npm >/dev/null || skip "needs Node.js and npm"
  local stamp=$here/node_modules/.newsgraph-lock
  cmp -s "$here/package-lock.json" "$stamp" && return
  (cd "$here" && npm ci --no-audit --no-fund --ignore-scripts --prefer-offline --loglevel=error) ||
    # A registry that lacks the builds for other platforms fails npm ci; the versions are pinned in package.json too.
    (cd "$here" && npm install --no-package-lock --no-audit --no-fund --ignore-scripts --prefer-offline --loglevel=error) ||
    skip "the npm registry cannot be reached"
  cp "$here/package-lock.json" "$stamp"
}

# maven GOAL...: without the network when the local repository has all there is to need.
maven() {
  command -v mvn >/dev/null && command -v javac >/dev/null || skip "needs a JDK and Maven"
  mvn -q -B -o -f "$here/pom.xml" "$@" >"$work/maven.log" 2>&1 && return
  mvn -q -B -f "$here/pom.xml" "$@" >"$work/maven.log" 2>&1 && return
  cat "$work/maven.log"
  # The second is what Maven says when it has no plug-in list yet and cannot fetch it.
  grep -q -e "Could not \(resolve\|transfer\)" -e "No plugin found for prefix" "$work/maven.log" && skip "the Maven repository cannot be reached"
  return 1
}

samples=${NEWSGRAPH_CLIENT_SAMPLES:?set it to the folder that client_samples wrote}

# Compares what a client read, in lines on standard input, with what it should have read. compare [SCRIPT]
compare() {
  local python=/usr/bin/python3
  [[ -x $python ]] || python=python3
  PYTHONDONTWRITEBYTECODE=1 PYTHONPATH=$here/.. "$python" "${1:-$here/../compare.py}" "$samples"
}
