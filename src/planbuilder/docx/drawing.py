"""Printing a picture: an inline drawing, and the file it shows noted for the package."""

from __future__ import annotations

from planbuilder.docx.images import extent, pictures
from planbuilder.docx.markup import quoted
from planbuilder.docx.names import A_NS, R_NS, WP_NS
from planbuilder.docx.pictures import Picture
from planbuilder.docx.state import State
from planbuilder.docx.values import Image

_PIC_NS = "http://schemas.openxmlformats.org/drawingml/2006/picture"
#: How a blip names its SVG: [MS-ODRAWXML], section 2.1.1 (extension list of CT_Blip).
_SVG_URI = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
_SVG_NS = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"


def print_image(state: State, image: Image, start: str) -> str:
    """Return a picture in a run that begins as ``start``; its file comes with the part that is being printed."""
    shown, svg = pictures(image)
    width, height = extent(image, svg or shown)
    id = state.next_id()
    name, alt = quoted(f"Picture {id}"), quoted(image.alt)
    vector = ""
    if svg is not None:
        vector = (
            f'<a:extLst><a:ext uri="{_SVG_URI}"><asvg:svgBlip xmlns:asvg="{_SVG_NS}" '
            f'r:embed="{_related(state, svg)}"/></a:ext></a:extLst>'
        )
    return (
        f'{start}<w:drawing><wp:inline xmlns:wp="{WP_NS}" distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{width}" cy="{height}"/><wp:docPr id="{id}" name="{name}" descr="{alt}"/>'
        f'<wp:cNvGraphicFramePr><a:graphicFrameLocks xmlns:a="{A_NS}" noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        f'<a:graphic xmlns:a="{A_NS}"><a:graphicData uri="{_PIC_NS}"><pic:pic xmlns:pic="{_PIC_NS}">'
        f'<pic:nvPicPr><pic:cNvPr id="{id}" name="{name}" descr="{alt}"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip xmlns:r="{R_NS}" r:embed="{_related(state, shown)}">{vector}</a:blip>'
        "<a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )


def _related(state: State, picture: Picture) -> str:
    """Return the id of the relationship by which the part that is being printed shows a file."""
    state.pictures.setdefault(state.part, {})[picture.name] = picture
    return relationship_id(picture)


def relationship_id(picture: Picture) -> str:
    """Return the id of the relationship to a picture: by its content, so that each part has one for a file."""
    return f"rIdPicture{picture.name}"
