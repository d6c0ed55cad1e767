#!/usr/bin/env bash
# An agreement of the organisation with PARTY, in force since 25 July 2022: agreement.sh ID PARTY TYPE
set -euo pipefail
id=$1 party=$2 type=$3
on() { imdad "$@" --today 2022-07-25 >/dev/null; }
signatory=sg.$party source=(--set "source_reason=made up")
[ "$party" != TUR ] || signatory=minister.TUR
[ "$party" != WHO ] || source=(--set source_consultation=who-2022 --set source_outcome=2)
on agreement add "$id" --set "type=$type" "${source[@]}" --set "terms.title.en=$id" --set terms.subject="$id" \
    --set "terms.objectives=health" --set terms.financial_clause=true --set terms.period.start=2022-07-25 \
    --set terms.period.end=2024-12-31 --set terms.parties[OIC].focal_point=@fp.OIC \
    --set "terms.parties[$party].focal_point=@fp.$party" --set attachments[t].kind=text \
    --set attachments[t].sha256="$(printf 1%.0s {1..64})" --as amina
on agreement set-state "$id" draft --as amina
on agreement set-state "$id" review --as amina
for p in OIC "$party"; do on agreement accept "$id" --party "$p" --as "fp.$p"; done
on agreement set-state "$id" signature --as amina
on agreement sign "$id" --party OIC --by sg.OIC --on 2022-07-25 --as bilal
on agreement sign "$id" --party "$party" --by "$signatory" --on 2022-07-25 --as bilal
on agreement edit "$id" --set attachments[s].kind=signed_file --set attachments[s].sha256="$(printf 2%.0s {1..64})" --as amina
on agreement set-state "$id" signed --as amina
on agreement set-state "$id" in_force --as amina
