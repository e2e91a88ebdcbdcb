"""Real Word packages, built small for one test each, and their text read back."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape

from lxml import etree

from planbuilder.docx.base import base_package
from planbuilder.docx.names import NS, w

SCOPE = " ".join(f'xmlns:{prefix}="{NS[prefix]}"' for prefix in ("w", "r", "mc", "wp", "a", "w14", "v"))
SECTION = (
    '<w:sectPr><w:headerReference w:type="default" r:id="rId5"/><w:footerReference w:type="default" r:id="rId6"/>'
    '<w:pgSz w:w="12240" w:h="15840"/></w:sectPr>'
)
MAIN_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PART_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"


def run(text: str, properties: str = "") -> str:
    """Return a run of the text."""
    inside = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{inside}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def p(*texts: str, style: str = "") -> str:
    """Return a paragraph; a text that starts with < is markup, any other becomes a run."""
    head = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{head}{''.join(text if text.startswith('<w:') else run(text) for text in texts)}</w:p>"


def table(*rows: tuple[str, ...], header: bool = True) -> str:
    """Return a table; a cell that starts with < is markup."""
    mark = "<w:trPr><w:tblHeader/></w:trPr>"
    made = "".join(
        f"<w:tr>{mark if header and not number else ''}"
        + "".join(f"<w:tc>{cell if cell.startswith('<w:') else p(cell)}</w:tc>" for cell in row)
        + "</w:tr>"
        for number, row in enumerate(rows)
    )
    grid = "".join('<w:gridCol w:w="1000"/>' for _ in rows[0]) if rows else ""
    return f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{made}</w:tbl>'


def control(content: str, *, id: int = 7, alias: str = "A title") -> str:
    """Return a content control around the markup."""
    title = f'<w:alias w:val="{alias}"/>' if alias else ""
    return f'<w:sdt><w:sdtPr>{title}<w:id w:val="{id}"/></w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>'


def body(content: str) -> str:
    """Return a body part with the content."""
    return f"<w:document {SCOPE}><w:body>{content}{SECTION}</w:body></w:document>"


def word(content: str, parts: Mapping[str, str | bytes] | None = None, links: Mapping[str, str] | None = None) -> bytes:
    """Return a package whose body has the content; `parts` replace or add, `links` relate kinds to new targets."""
    members = unpacked(base_package())
    members["docProps/core.xml"] = members["docProps/core.xml"].replace(b"<dc:title>", b"<dc:title>A test")
    members["word/document.xml"] = body(content).encode()
    for name, part in (parts or {}).items():
        members[name] = part if isinstance(part, bytes) else part.encode()
    rels, types = members["word/_rels/document.xml.rels"].decode(), members["[Content_Types].xml"].decode()
    for number, (kind, target) in enumerate((links or {}).items(), 50):
        link = f'<Relationship Id="rId{number}" Type="{MAIN_REL}/{kind}" Target="{target}"/>'
        override = f'<Override PartName="/word/{target}" ContentType="{PART_TYPE.format(kind)}"/>'
        rels = rels.replace("</Relationships>", f"{link}</Relationships>")
        types = types.replace("</Types>", f"{override}</Types>")
    members["word/_rels/document.xml.rels"] = rels.encode()
    members["[Content_Types].xml"] = types.encode()
    return packed(members)


def packed(members: Mapping[str, bytes]) -> bytes:
    """Return a zip file of the members."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            package.writestr(name, content)
    return buffer.getvalue()


def unpacked(data: bytes) -> dict[str, bytes]:
    """Return the members of a zip file."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def part(data: bytes, name: str = "word/document.xml") -> etree._Element:
    """Return the root of a part."""
    return etree.fromstring(unpacked(data)[name])


def texts(data: bytes, name: str = "word/document.xml") -> list[str]:
    """Return the text of each paragraph of a part, with newlines and tabs where Word shows them."""
    return [read(paragraph) for paragraph in part(data, name).iter(w("p"))]


def read(paragraph: etree._Element) -> str:
    """Return the text of a paragraph, with newlines and tabs where Word shows them."""
    signs = {w("br"): "\n", w("tab"): "\t"}
    return "".join(signs.get(node.tag, node.text or "") for node in paragraph.iter(w("t"), w("br"), w("tab")))
