set -e
export IMDAD_USER=amina
D="--today 2022-07-24"
imdad init --as amina >/dev/null

for p in OIC WHO; do imdad party add $p --set code=$p --set "names.en=$p" --set mandates[sg].holder=sg.$p --set mandates[sg].capacity=signatory >/dev/null; done
imdad user add bilal --role secretariat >/dev/null; imdad user add farid --role finance >/dev/null; imdad user add lina --role planner >/dev/null; imdad user add sami --role logistics >/dev/null
for p in OIC WHO; do imdad user add fp.$p --role focal_point:$p >/dev/null; done
imdad agreement add mou --org WHO --set type=memorandum_of_understanding --set "source_reason=made up" --set terms.title.en=Memorandum --set terms.objectives=supplies --set terms.financial_clause=true --set terms.period.start=2022-01-01 --set terms.period.end=2025-12-31 --set terms.parties[OIC].focal_point=@fp.OIC --set terms.parties[WHO].focal_point=@fp.WHO --set attachments[t].kind=text --set attachments[t].sha256=$(printf 1%.0s {1..64}) $D >/dev/null
imdad agreement set-state mou draft $D >/dev/null; imdad agreement set-state mou review $D >/dev/null
for p in OIC WHO; do imdad agreement accept mou --party $p --as fp.$p $D >/dev/null; done
imdad agreement set-state mou signature $D >/dev/null
for p in OIC WHO; do imdad agreement sign mou --party $p --by sg.$p --on 2022-01-01 --as bilal $D >/dev/null; done
imdad agreement edit mou --set attachments[s].kind=signed_file --set attachments[s].sha256=$(printf 2%.0s {1..64}) $D >/dev/null
imdad agreement set-state mou signed $D >/dev/null; imdad agreement set-state mou in_force $D >/dev/null
imdad action-plan add plan22 --set instrument=mou --set title.en=Plan --set period.start=2022-07-01 --set period.end=2023-06-30 $D > /dev/null
imdad activity add supplies --set plan=plan22 --set type=medical_supplies --set title.en=Supplies --set lead=WHO --set quarters=2022-Q3 --set quarters=2022-Q4 --set places=XT --set sectors[12220].basis_points=10000 --set countries[XT].basis_points=10000 --set indicators[i1].title="people" --set indicators[i1].unit=people --set indicators[i1].baseline=0 --set indicators[i1].target=1000 --set no_cost=true --set resources[mcv].needed=3000 --set resources[ocv].needed=1000 --set resources[kit].needed=40 --set humanitarian=true $D
imdad activity set-state supplies planned $D
