"""Editing a Word document in LibreOffice: opened, words replaced, a paragraph typed, saved as .docx."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from pathlib import Path

_LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false"
 library:passwordprotected="false"><library:element library:name="Edit"/></library:library>
"""
_MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Edit" script:language="StarBasic">
Sub Change(source As String, target As String, old As String, fresh As String, added As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden" : hidden(0).Value = True
  document = StarDesktop.loadComponentFromURL(ConvertToURL(source), "_blank", 0, hidden())
  search = document.createSearchDescriptor()
  search.SearchString = old
  search.SearchCaseSensitive = True
  found = document.findFirst(search)
  found.setString(fresh)
  cursor = found.getText().createTextCursorByRange(found.getEnd())
  cursor.gotoEndOfParagraph(False)
  found.getText().insertControlCharacter(cursor, com.sun.star.text.ControlCharacter.PARAGRAPH_BREAK, False)
  found.getText().insertString(cursor, added, False)
  Dim kind(0) As New com.sun.star.beans.PropertyValue
  kind(0).Name = "FilterName" : kind(0).Value = "MS Word 2007 XML"
  document.storeToURL(ConvertToURL(target), kind())
  document.close(True)
End Sub
</script:module>
"""


def saved_by_libreoffice(
    office: str, folder: Path, documents: Mapping[str, bytes], kind: str = "docx"
) -> dict[str, bytes]:
    """Return documents, by name, as LibreOffice saves them (or prints, as ``pdf``): one after the other."""
    folder.mkdir(parents=True, exist_ok=True)
    sources = {name: folder / f"{number}.docx" for number, name in enumerate(documents)}
    for name, path in sources.items():
        path.write_bytes(documents[name])
    start = [office, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--norestore"]
    command = [*start, "--convert-to", kind, "--outdir", str(folder / "made"), *map(str, sources.values())]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    made = {name: (folder / "made" / path.name).with_suffix(f".{kind}") for name, path in sources.items()}
    return {name: path.read_bytes() for name, path in made.items()}


def edited_in_libreoffice(office: str, folder: Path, data: bytes, old: str, new: str, added: str) -> bytes:
    """Return a document in which LibreOffice replaced the first `old`, and added a paragraph after that one.

    ``office`` is its command, ``folder`` an empty folder for its profile and files. No text may hold a quotation mark.
    """
    source, target, profile = folder / "source.docx", folder / "edited.docx", folder / "profile"
    folder.mkdir(parents=True, exist_ok=True)
    source.write_bytes(data)
    start = [office, f"-env:UserInstallation=file://{profile}", "--headless", "--norestore"]
    first = [*start, "--convert-to", "txt:Text", "--outdir", str(folder / "made"), str(source)]
    subprocess.run(first, check=True, capture_output=True, timeout=120)  # makes the profile
    home = profile / "user" / "basic" / "Standard"
    (home / "script.xlb").write_text(_LIBRARY, encoding="utf-8")
    (home / "Edit.xba").write_text(_MODULE, encoding="utf-8")
    words = ",".join(f'"{word}"' for word in (source, target, old, new, added))
    subprocess.run([*start, f"macro:///Standard.Edit.Change({words})"], check=True, capture_output=True, timeout=120)
    return target.read_bytes()
