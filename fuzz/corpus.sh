#!/usr/bin/env bash
# Fills the corpus of each target from what the repository holds anyway.
set -euo pipefail
cd "$(dirname "$0")/.."
mkdir -p fuzz/corpus/{flows,pack,sentence,configuration,results}
beside=$(mktemp -d)
trap 'rm -rf "$beside"' EXIT
# A file goes by the hash of what it holds, so a second run changes nothing.
put() {
    cat >"$beside/text"
    mv "$beside/text" "fuzz/corpus/$1/$(sha256sum "$beside/text" | cut -c1-16)"
}
while IFS= read -r -d '' file; do put flows <"$file"; done < <(find examples docs policies tests/cases -name '*.candor' -print0 | sort -z)
while IFS= read -r -d '' file; do put configuration <"$file"; done < <(find examples docs -name candor.yaml -print0 | sort -z)
for folder in docs/library/pack policies/*/ tests/cases/conformance/pack; do
    while IFS= read -r -d '' file; do
        name="${file#"${folder%/}"/}"
        { echo "$name"; head -c 32768 "$file"; } | put pack
    done < <(find "${folder%/}" -name '*.yaml' -print0 | sort -z)
done
grep -rhE '^ +- [a-z.-]+ (has|is|states|reaches) ' policies docs/library/pack tests/cases/conformance/pack | sed 's/^ *- //' | sort -u |
    while IFS= read -r sentence; do printf '%s' "$sentence" | put sentence; done
# A finding fails a check, and what it saves is what is wanted.
for folder in docs/library/product examples/two-policies examples/drifted-platform; do
    { cargo run --quiet -- check "$folder" --as-of 2026-06-01 --format json || true; } | put results
done
