"""The ways in which Word splits the text of a tag, and the parts of a package in which a tag may stand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from xml.sax.saxutils import escape

from word_files import SCOPE, body, part, read, run

from planbuilder.docx.names import NS, w

#: What stands in the middle of a word of a tag, by a name for it. None of it is text.
BETWEEN = {
    "proofing": '<w:proofErr w:type="spellStart"/>',
    "bookmark": '<w:bookmarkStart w:id="900" w:name="spot"/><w:bookmarkEnd w:id="900"/>',
    "deleted": '<w:del w:id="901" w:author="a"><w:r><w:delText>{{ old</w:delText></w:r></w:del>',
    "moved away": f'<w:moveFrom w:id="902" w:author="a">{run("gone }}")}</w:moveFrom>',
    "page break": "<w:r><w:lastRenderedPageBreak/></w:r>",
    "empty run": "<w:r><w:rPr><w:b/></w:rPr></w:r>",
}


def _runs(first: str, second: str) -> str:
    """Return the text in two runs of two editing sessions."""
    return run(first).replace("<w:r>", '<w:r w:rsidR="00AA0001">') + run(second).replace(
        "<w:r>", '<w:r w:rsidR="00AA0002">'
    )


def _wrapped(name: str, attributes: str) -> Callable[[str, str], str]:
    """Return the split that puts the second half in an element."""
    return lambda first, second: f"{run(first)}<w:{name} {attributes}>{run(second)}</w:{name}>"


def _around(name: str, attributes: str) -> Callable[[str, str], str]:
    """Return the split that puts the whole tag in an element, in two runs."""
    return lambda first, second: f"<w:{name} {attributes}>{_runs(first, second)}</w:{name}>"


def _signs(sign: str) -> Callable[[str, str], str]:
    """Return the split that puts a sign in the run, in the place of the first space or of nothing."""

    def split(first: str, second: str) -> str:
        head, space, rest = first.partition(" ")
        kept = head if space else first
        middle = f'<w:t xml:space="preserve">{escape(rest)}</w:t>' if space else ""
        return f'<w:r><w:t xml:space="preserve">{escape(kept)}</w:t>{sign}{middle}</w:r>{run(second)}'

    return split


#: How a tag, cut in two, is written into runs. Each must read as the whole tag.
SPLITS: Mapping[str, Callable[[str, str], str]] = {
    "whole": lambda first, second: run(first + second),
    "runs": _runs,
    "bold in the middle": lambda first, second: run(first) + run(second[:1], "<w:b/>") + run(second[1:]),
    "letters": lambda first, second: "".join(run(letter) for letter in first + second),
    **{name: lambda first, second, mark=mark: run(first) + mark + run(second) for name, mark in BETWEEN.items()},
    "insertion in it": _wrapped("ins", 'w:id="910" w:author="a"'),
    "insertion around": _around("ins", 'w:id="911" w:author="a"'),
    "move in it": _wrapped("moveTo", 'w:id="912" w:author="a"'),
    "smart tag in it": _wrapped("smartTag", 'w:uri="u" w:element="place"'),
    "smart tag around": _around("smartTag", 'w:uri="u" w:element="place"'),
    "custom XML around": _around("customXml", 'w:uri="u" w:element="place"'),
    "hard spaces": lambda first, second: run((first + second).replace(" ", "\u00a0")),
    "tab": _signs("<w:tab/>"),
    "line break": _signs("<w:br/>"),
    "soft hyphen": lambda first, second: (
        f'<w:r><w:t xml:space="preserve">{escape(first)}</w:t><w:softHyphen/></w:r>{run(second)}'
    ),
    "sign without a width": lambda first, second: run(first + "\u200b" + second),
}

_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_APP = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_VT = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_WPS = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"


def _box(content: str) -> str:
    """Return a paragraph with a text box as Word writes it: a drawing, and for older programs a shape."""
    inside = f"<w:txbxContent>{content}</w:txbxContent>"
    drawing = (
        f'<w:drawing><wp:inline><wp:docPr id="1" name="box"/><a:graphic><a:graphicData uri="{_WPS}">'
        f'<wps:wsp xmlns:wps="{_WPS}"><wps:txbx>{inside}</wps:txbx></wps:wsp></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing>"
    )
    shape = f"<w:pict><v:shape><v:textbox>{inside}</v:textbox></v:shape></w:pict>"
    choice = f'<mc:Choice Requires="wps">{drawing}</mc:Choice><mc:Fallback>{shape}</mc:Fallback>'
    return f"<w:p><w:r><mc:AlternateContent>{choice}</mc:AlternateContent></w:r></w:p>"


def _note(kind: str) -> Callable[[str], Mapping[str, str]]:
    """Return what puts paragraphs into a part of notes."""

    def made(content: str) -> Mapping[str, str]:
        inside = f'<w:{kind} {SCOPE}><w:{kind[:-1]} w:id="2">{content}</w:{kind[:-1]}></w:{kind}>'
        return {f"word/{kind}.xml": inside}

    return made


#: The parts that hold paragraphs: what they are made of, and where their paragraphs are read.
PARTS: Mapping[str, Callable[[str], Mapping[str, str]]] = {
    "body": lambda content: {"word/document.xml": body(content)},
    "header": lambda content: {"word/header1.xml": f"<w:hdr {SCOPE}>{content}</w:hdr>"},
    "footer": lambda content: {"word/footer1.xml": f"<w:ftr {SCOPE}>{content}</w:ftr>"},
    "footnotes": _note("footnotes"),
    "endnotes": _note("endnotes"),
    "comments": _note("comments"),
    "text box": lambda content: {"word/document.xml": body(_box(content))},
    "content control": lambda content: {
        "word/document.xml": body(
            f"<w:sdt><w:sdtPr><w:id w:val='5'/></w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"
        )
    },
}

#: The properties of a document that hold bare text.
PROPERTIES: Mapping[str, str] = {
    "docProps/core.xml": (
        f'<cp:coreProperties xmlns:cp="{_CORE}" xmlns:dc="{NS["dc"]}"><dc:title>%s</dc:title></cp:coreProperties>'
    ),
    "docProps/app.xml": f'<Properties xmlns="{_APP}"><Company>%s</Company></Properties>',
    "docProps/custom.xml": (
        f'<Properties xmlns="{_CUSTOM}" xmlns:vt="{_VT}"><property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" '
        'pid="2" name="case"><vt:lpwstr>%s</vt:lpwstr></property></Properties>'
    ),
}


def shown(made: bytes, name: str, kind: str) -> list[str]:
    """Return the texts of the paragraphs of a part that show something; of a text box, what both its copies show."""
    boxes = list(part(made, name).iter(w("txbxContent"))) if kind == "text box" else [part(made, name)]
    found = [[text for paragraph in box.iter(w("p")) if (text := read(paragraph))] for box in boxes]
    assert all(each == found[0] for each in found)
    return found[0]
