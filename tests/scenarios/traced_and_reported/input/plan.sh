#!/usr/bin/env bash
# The plan under the agreement with the WHO: one activity that moves vaccine, and one course.
set -euo pipefail
on() { imdad "$@" --today 2022-07-26 --as pia >/dev/null; }
on action-plan add health-plan --set instrument=who-coa --set title.en="Health in three provinces" \
    --set period.start=2022-07-25 --set period.end=2023-06-30
common=(--set plan=health-plan --set lead=WHO --set quarters=2022-Q3 --set quarters=2022-Q4 --set sectors[12220].basis_points=10000
    --set countries[AFG].basis_points=10000)
on activity add vaccines "${common[@]}" --set type=vaccine_access --set title.en="Pentavalent vaccine for infants" \
    --set places=herat --set places=mazar --set indicators[i].title="infants vaccinated" --set indicators[i].unit=infants \
    --set indicators[i].baseline=1000 --set indicators[i].target=4000 --set budget_line=7 --set resources[penta].needed=12000 \
    --set resources[USD].needed=25000000 --set milestones[m1].title="first lot in the country" --set milestones[m1].due=2022-08-15 \
    --set milestones[m2].title="half of the infants" --set milestones[m2].due=2022-09-01
on activity add course "${common[@]}" --set type=training --set title.en="Course for vaccinators" --set places=kabul \
    --set indicators[c].title="people trained" --set indicators[c].unit=people --set indicators[c].baseline=0 \
    --set indicators[c].target=40 --set no_cost=true --set seats.offered=40
on action-plan set-state health-plan agreed
on action-plan set-state health-plan active
on activity set-state course planned
on activity edit course --set seats.booked=31
on activity set-state vaccines planned
on activity edit vaccines --set "resource_waiver=begins with what is there"
on activity set-state vaccines ready
on action-point add count-kabul --set title="Look for the missing carton" --set origin=activity --set origin_id=vaccines \
    --set due=2022-08-30 --set assignee=WHO --set priority=high
