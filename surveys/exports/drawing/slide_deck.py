"""An empty deck of slides in an organisation's look: its page, its master, three layouts."""

from __future__ import annotations

from typing import Any

from surveys.exports.drawing import slide_rooms as rooms
from surveys.exports.look import TYPE, Look

Deck = Any
Slide = Any
"""The library's own: it gives its lengths a type of their own, which whole numbers are not."""
EMU = 12_700
"""In a point."""
COVER, TEXT, TITLE_ONLY = "Cover", "Title and words", "Title only"
_KEPT = {"Title Slide": COVER, "Title and Content": TEXT, "Title Only": TITLE_ONLY}
"""Of the library's own layouts, and what they are called here."""
_BROUGHT = ("thumbnail", "printerSettings")
_BAND = 10.0
"""How wide the coloured band at a slide's left edge is. Unit: points."""
_FOOT = {"ftr": (rooms.LEFT, rooms.WIDE - 80), "sldNum": (rooms.LEFT + rooms.WIDE - 70, 70.0)}
_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_SHOWN = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_COLOURS = ("sure", "stripe", "quiet", "range", "quiet_range", "line")


def new_deck(look: Look, language: str) -> Deck:
    """A deck without slides."""
    import pptx

    deck: Deck = pptx.Presentation()
    deck.slide_width, deck.slide_height = (round(side * EMU) for side in rooms.SLIDE)
    deck.element.sldSz.attrib.pop("type", None)
    _strip(deck)
    master = deck.slide_master
    _theme(master.part, look)
    _styles(master.element, language)
    for shape in list(master.placeholders):
        _place(shape, *_master_place(shape.element))
    for layout in deck.slide_layouts:
        _set_layout(layout)
    _add_band(master.shapes._spTree, look)
    return deck


def layout_of(deck: Deck, name: str) -> Any:
    """The layout of this name."""
    return next(layout for layout in deck.slide_layouts if layout.name == name)


def _strip(deck: Deck) -> None:
    """Take out what the template says of whoever made it, and the layouts not used."""
    for rels in (deck.part.rels, deck.part.package._rels):
        for name, rel in list(rels.items()):
            if rel.reltype.endswith(_BROUGHT):
                rels.pop(name)
    for layout in list(deck.slide_layouts):
        if layout.name not in _KEPT:
            deck.slide_layouts.remove(layout)
    for element in (deck.slide_master.element, *(each.element for each in deck.slide_layouts)):
        for found in element.xpath("./p:cSld/p:extLst"):
            found.getparent().remove(found)
        for found in element.xpath('.//p:sp[p:nvSpPr/p:nvPr/p:ph[@type="dt"]]'):
            found.getparent().remove(found)


def _theme(part: Any, look: Look) -> None:
    """Its faces and its colours, so that whoever edits the deck is offered the same."""
    from pptx.opc.constants import RELATIONSHIP_TYPE
    from pptx.opc.oxml import serialize_part_xml
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import nsdecls

    theme = part.part_related_by(RELATIONSHIP_TYPE.THEME)
    tree: Any = parse_xml(theme.blob)
    for fonts in ("majorFont", "minorFont"):
        for font in tree.iter(_DRAWN + fonts):
            font.find(_DRAWN + "latin").set("typeface", TYPE.face)
    palette = look.palette
    named = {"dk1": palette.ink, "lt1": palette.paper, "dk2": palette.soft, "lt2": palette.wash}
    accents = (getattr(palette, name) for name in _COLOURS)
    named |= {f"accent{at}": colour for at, colour in enumerate(accents, start=1)}
    named |= {"hlink": palette.accent, "folHlink": palette.accent}
    for slot in next(tree.iter(_DRAWN + "clrScheme")):
        for old in list(slot):
            slot.remove(old)
        colour = named[slot.tag.rpartition("}")[2]]
        slot.append(parse_xml(f'<a:srgbClr {nsdecls("a")} val="{colour[1:]}"/>'))
    theme._blob = serialize_part_xml(tree)


def _styles(master: Any, language: str) -> None:
    """Titles and words begin at the left, without signs before them."""
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import nsdecls

    def style(name: str, size: float, strong: int) -> str:
        return (
            f'<p:{name} {nsdecls("p", "a")}><a:lvl1pPr marL="0" indent="0" algn="l" rtl="0">'
            f'<a:lnSpc><a:spcPct val="{round(rooms.LEADING * 100_000)}"/></a:lnSpc>'
            '<a:spcBef><a:spcPts val="0"/></a:spcBef><a:buNone/>'
            f'<a:defRPr lang="{language}" sz="{round(size * 100)}" b="{strong}" kern="1200">'
            '<a:solidFill><a:schemeClr val="tx1"/></a:solidFill><a:latin typeface="+mn-lt"/>'
            '<a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/></a:defRPr></a:lvl1pPr>'
            f"</p:{name}>"
        )

    styles = master.find(_SHOWN + "txStyles")
    for name, size, strong in (
        ("titleStyle", rooms.TITLE_SIZES[0], 1),
        ("bodyStyle", rooms.BODY, 0),
    ):
        old = styles.find(_SHOWN + name)
        styles.replace(old, parse_xml(style(name, size, strong)))


def _master_place(element: Any) -> tuple[float, float, float, float]:
    kind = element.ph.get("type")
    if kind in _FOOT:
        left, wide = _FOOT[kind]
        return left, rooms.FOOT_TOP, wide, rooms.FOOT_HIGH
    if kind == "title":
        return rooms.LEFT, rooms.TITLE_TOP, rooms.WIDE, 80
    return rooms.LEFT, 140, rooms.WIDE, rooms.BOTTOM - 140


def _place(shape: Any, left: float, top: float, wide: float, high: float) -> None:
    shape.left, shape.top = round(left * EMU), round(top * EMU)
    shape.width, shape.height = round(wide * EMU), round(high * EMU)
    bare(shape.text_frame)
    if shape.element.ph.get("type") in _FOOT:
        for letters in shape.element.xpath(".//a:lstStyle/a:lvl1pPr/a:defRPr"):
            letters.set("sz", str(round(rooms.FOOT * 100)))
            for fill in letters.xpath("./a:solidFill/a:schemeClr"):
                fill.set("val", "tx2")
                for tint in list(fill):
                    fill.remove(tint)
        for level in shape.element.xpath(".//a:lstStyle/a:lvl1pPr"):
            level.set("algn", "r" if shape.element.ph.get("type") == "sldNum" else "l")


def bare(frame: Any) -> None:
    """Words fill their room from its upper left, as they were measured, and keep their size."""
    from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE

    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.word_wrap = True
    frame.vertical_anchor = MSO_ANCHOR.TOP
    frame.auto_size = MSO_AUTO_SIZE.NONE


def _set_layout(layout: Any) -> None:
    layout.element.cSld.set("name", _KEPT[layout.name])
    for shape in list(layout.placeholders):
        kind = shape.element.ph.get("type")
        for styled in shape.element.xpath(".//a:lstStyle/*"):
            styled.getparent().remove(styled)
        if kind == "ctrTitle":
            _place(shape, rooms.LEFT, rooms.COVER_TOP, rooms.COVER_WIDE, 60)
        elif kind == "subTitle":
            _place(shape, rooms.LEFT, rooms.TITLE_TOP, rooms.COVER_WIDE, 26)
        else:
            for place in shape.element.spPr.xpath("./a:xfrm"):
                shape.element.spPr.remove(place)


def _add_band(tree: Any, look: Look) -> None:
    """The organisation's colour, at the left edge of every slide. On the master: nobody hears
    it."""
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import nsdecls

    wide, high = round(_BAND * EMU), round(rooms.SLIDE[1] * EMU)
    tree.insert(
        2,
        parse_xml(
            f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="90" name="Band"/><p:cNvSpPr/>'
            f'<p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr><a:xfrm><a:off x="0" y="0"/>'
            f'<a:ext cx="{wide}" cy="{high}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
            f'</a:prstGeom><a:solidFill><a:srgbClr val="{look.palette.accent[1:]}"/>'
            "</a:solidFill><a:ln><a:noFill/></a:ln></p:spPr><p:txBody><a:bodyPr/><a:lstStyle/>"
            "<a:p><a:endParaRPr/></a:p></p:txBody></p:sp>"
        ),
    )
