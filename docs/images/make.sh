#!/bin/sh
# Makes treatment-plan.png from the plan of an example client: the first page on which an
# objective begins and an accommodation is named.
# Needs LibreOffice Writer, poppler, and planbuilder installed as README.md says: sh docs/images/make.sh
set -eu
home=$(cd "$(dirname "$0")" && pwd)
project=$(cd "$home/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"${PLANBUILDER:-$project/.venv/bin/planbuilder}" demo -o "$work" >"$work/log"
soffice "-env:UserInstallation=file://$work/profile" --headless --convert-to pdf --outdir "$work" \
  "$work/ex-4071-treatment-plan.docx" >"$work/log" 2>&1
page=0
until grep -q '^Objective 1\.' "$work/page" 2>/dev/null && grep -q '^Accommodation' "$work/page"; do
  page=$((page + 1))
  [ "$page" -le 60 ] || { echo 'No page begins an objective and names an accommodation.' >&2; exit 1; }
  pdftotext -f "$page" -l "$page" "$work/ex-4071-treatment-plan.pdf" "$work/page"
done
pdftoppm -r 96 -f "$page" -l "$page" -png -singlefile "$work/ex-4071-treatment-plan.pdf" "$home/treatment-plan"
