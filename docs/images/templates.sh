#!/bin/sh
# Makes the pictures of docs/templates.md: the template of the client copy and what it prints, as it is shipped and with
# the changes of the guide.
# Needs LibreOffice Writer, poppler, and planbuilder installed as README.md says: sh docs/images/templates.sh
set -eu
home=$(cd "$(dirname "$0")" && pwd)
project=$(cd "$home/../.." && pwd)
planbuilder=${PLANBUILDER:-$project/.venv/bin/planbuilder}
python=${PYTHON:-$project/.venv/bin/python}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# picture NAME FILE WORDS TOP HEIGHT: a strip of the first page of a Word file that holds the words, in pixels.
picture() {
  [ -f "$work/$2.pdf" ] || soffice "-env:UserInstallation=file://$work/profile" --headless --convert-to pdf \
    --outdir "$work" "$work/$2.docx" >"$work/log" 2>&1
  page=0
  until pdftotext -f "$((page + 1))" -l "$((page + 1))" "$work/$2.pdf" - | grep -qF "$3"; do
    page=$((page + 1))
    [ "$page" -le 60 ] || { echo "No page of $2 says $3." >&2; exit 1; }
  done
  page=$((page + 1))
  pdftoppm -r 80 -f "$page" -l "$page" -x 0 -y "$4" -W 680 -H "$5" -png -singlefile "$work/$2.pdf" "$home/$1"
}

"$planbuilder" init "$work/agency" >"$work/log"
cd "$work/agency"
print_plan() {
  "$planbuilder" plan clients/example.client.yaml clients/example.selection.yaml -d client-copy --date 2026-11-16 \
    --force -o "$work/$1" >"$work/log"
  cp "$work/$1"/*client-copy.docx "$work/$1.docx"
}
cp documents/client-copy/template.docx "$work/shipped.docx"
print_plan before
"$python" "$home/templates.py" documents/client-copy/template.docx "$work/changed.docx"
cp "$work/changed.docx" documents/client-copy/template.docx
"$planbuilder" template check client-copy >"$work/log"
print_plan after

picture template-opened shipped "What I want" 0 560
picture template-printed before "What I want" 0 560
picture template-rows changed "for member in team" 0 880
picture template-rows-printed after "Who this is to me" 0 880
