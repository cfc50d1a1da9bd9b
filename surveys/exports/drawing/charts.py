"""Charts that office programs can edit: bars whose sure part is solid and whose range is striped.

Two series lie over each other: how far a bar may reach, striped, and in front of it how far it
surely reaches, solid. Both are columns of the workbook inside, which holds what is printed of
each row and what is drawn of it, and nothing else.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from itertools import pairwise
from xml.sax.saxutils import escape

from surveys.exports.drawing.office import settled, words
from surveys.exports.look import TYPE, Look
from surveys.exports.outline import Bar, Chart
from surveys.exports.paper_words import HOW_MANY

SURE = "Sure: at least this many"
COULD_BE = "Could be up to this many"
NOBODY, HALF, EVERYONE = "nobody", "half", "everyone"
"""The ends and the middle of a bar's track."""
SHEET = "Chart"
_DIGITS = 3
"""Of a share, as a result itself rounds it."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the bars stand within their chart.

    Args:
        left: Where the track begins, as a share of the chart's width.
        width: How wide it is, as a share of the chart's width.
        height: How high all rows are together, as a share of the chart's height.
        labelled: The labels stand beside the bars; False where a table beside it names them.
        size: Of the letters. Unit: points.
    """

    left: float
    width: float
    height: float
    labelled: bool = True
    size: float = 11


def drawn(chart: Chart) -> bool:
    """Whether any row has a bar. A chart of rows that have none is a table."""
    return any(bar.low is not None for bar in chart.bars)


def pieces(chart: Chart, most: int) -> tuple[Chart, ...]:
    """The chart in as few charts as hold all its rows, as many in each as in the others.

    Args:
        chart: Any.
        most: Rows that one of them may hold, 1 or more.
    """
    count = -(-len(chart.bars) // max(most, 1))
    ends = [round(len(chart.bars) * at / count) for at in range(count + 1)]
    return tuple(
        replace(chart, bars=tuple(chart.bars[start:end])) for start, end in pairwise(ends)
    )


def spoken(chart: Chart) -> str:
    """What a chart says to those who cannot see it: every row in words."""
    rows = "; ".join(f"{bar.label}: {bar.says}" for bar in chart.bars)
    return words(f"{chart.caption} {rows}".strip())


def workbook(chart: Chart, on: date) -> bytes:
    """The workbook inside a chart: label, words, and the range as it is drawn, a row each."""
    from xlsxwriter import Workbook

    out = io.BytesIO()
    book = Workbook(
        out,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_numbers": False,
            "strings_to_urls": False,
        },
    )
    book.set_properties({"created": datetime.combine(on, time(), UTC).replace(tzinfo=None)})
    sheet = book.add_worksheet(SHEET)
    share = book.add_format({"num_format": "0.0%"})
    # Whoever edits the words must not make a formula of them either.
    text = book.add_format({"quote_prefix": True})
    for column, name in enumerate((chart.named, HOW_MANY, SURE, COULD_BE)):
        sheet.write_string(0, column, words(name), text)
    for row, bar in enumerate(chart.bars, start=1):
        sheet.write_string(row, 0, words(bar.label), text)
        sheet.write_string(row, 1, words(bar.says), text)
        for column, drawn_to in ((2, bar.low), (3, bar.high)):
            if bar.low is not None and drawn_to is not None:
                sheet.write_number(row, column, round(drawn_to, _DIGITS), share)
    sheet.set_column(0, 1, 32)
    sheet.set_column(2, 3, 18)
    book.close()
    return settled(out.getvalue(), on)


def drawing(chart: Chart, frame: Frame, look: Look) -> bytes:
    """The chart's own XML (DrawingML). Its first relationship has to be the workbook."""
    palette = look.palette
    far = _Layer(
        0,
        "D",
        COULD_BE,
        lambda bar: bar.high,
        _striped(palette.stripe, palette.range, palette.sure),
        _striped(palette.quiet, palette.quiet_range, palette.quiet),
    )
    sure = _Layer(1, "C", SURE, lambda bar: bar.low, _solid(palette.sure), _solid(palette.quiet))
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        '<c:date1904 val="0"/><c:roundedCorners val="0"/><c:chart>'
        '<c:autoTitleDeleted val="1"/><c:plotArea>'
        f"{_layout(frame)}"
        '<c:barChart><c:barDir val="bar"/><c:grouping val="clustered"/><c:varyColors val="0"/>'
        f"{_series(far, chart)}{_series(sure, chart)}"
        '<c:gapWidth val="70"/><c:overlap val="100"/>'
        '<c:axId val="1001"/><c:axId val="1002"/></c:barChart>'
        f"{_labels(frame, look)}{_track(chart, frame, look)}"
        f"<c:spPr>{_solid(palette.track)}</c:spPr></c:plotArea>"
        f'<c:legend><c:legendPos val="b"/><c:overlay val="0"/>{_letters(frame, palette.soft)}'
        '</c:legend><c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
        f"{_letters(frame, palette.ink)}"
        '<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    ).encode()


@dataclass(frozen=True, slots=True)
class _Layer:
    at: int
    column: str
    name: str
    reach: Callable[[Bar], float | None]
    fill: str
    quiet: str


def _series(layer: _Layer, chart: Chart) -> str:
    rows = range(len(chart.bars))
    last = len(chart.bars) + 1
    quiet = "".join(
        f'<c:dPt><c:idx val="{at}"/><c:invertIfNegative val="0"/><c:bubble3D val="0"/>'
        f"<c:spPr>{layer.quiet}</c:spPr></c:dPt>"
        for at in rows
        if chart.bars[at].quiet
    )
    labels = _points(rows, [words(bar.label) for bar in chart.bars])
    reached = _points(
        rows,
        [
            None if bar.low is None or (far := layer.reach(bar)) is None else _share(far)
            for bar in chart.bars
        ],
    )
    return (
        f'<c:ser><c:idx val="{layer.at}"/><c:order val="{layer.at}"/>'
        f"<c:tx><c:strRef><c:f>{SHEET}!${layer.column}$1</c:f><c:strCache>"
        f"{_points(range(1), [layer.name])}</c:strCache></c:strRef></c:tx>"
        f'<c:spPr>{layer.fill}</c:spPr><c:invertIfNegative val="0"/>{quiet}'
        f"<c:cat><c:strRef><c:f>{SHEET}!$A$2:$A${last}</c:f>"
        f"<c:strCache>{labels}</c:strCache></c:strRef></c:cat>"
        f"<c:val><c:numRef><c:f>{SHEET}!${layer.column}$2:${layer.column}${last}</c:f>"
        f"<c:numCache><c:formatCode>0.0%</c:formatCode>{reached}</c:numCache></c:numRef></c:val>"
        "</c:ser>"
    )


def _points(rows: range, values: Sequence[str | None]) -> str:
    points = "".join(
        f'<c:pt idx="{at}"><c:v>{escape(value)}</c:v></c:pt>'
        for at, value in zip(rows, values, strict=True)
        if value is not None
    )
    return f'<c:ptCount val="{len(rows)}"/>{points}'


def _share(value: float) -> str:
    return f"{round(value, _DIGITS):g}"


def _labels(frame: Frame, look: Look) -> str:
    return (
        '<c:catAx><c:axId val="1001"/><c:scaling><c:orientation val="maxMin"/></c:scaling>'
        f'<c:delete val="{0 if frame.labelled else 1}"/><c:axPos val="l"/>'
        '<c:numFmt formatCode="General" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>'
        f"<c:spPr><a:ln><a:noFill/></a:ln></c:spPr>{_letters(frame, look.palette.ink)}"
        '<c:crossAx val="1002"/><c:crosses val="autoZero"/><c:auto val="0"/>'
        '<c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:noMultiLvlLbl val="1"/></c:catAx>'
    )


def _track(chart: Chart, frame: Frame, look: Look) -> str:
    """From nobody to everyone, marked where the chart says; its ends are named, not counted."""
    middle = f'"{HALF}"' if tuple(chart.marks) == (0.5,) else '""'
    named = escape(f'[<0.1]"{NOBODY}";[>0.9]"{EVERYONE}";{middle}', {'"': "&quot;"})
    step = min(chart.marks, default=1.0)
    lines = (
        "<c:majorGridlines><c:spPr>"
        f'<a:ln w="15875">{_solid(look.palette.paper)}</a:ln></c:spPr></c:majorGridlines>'
        if chart.marks
        else ""
    )
    return (
        '<c:valAx><c:axId val="1002"/><c:scaling><c:orientation val="minMax"/>'
        '<c:max val="1"/><c:min val="0"/></c:scaling><c:delete val="0"/><c:axPos val="b"/>'
        f'{lines}<c:numFmt formatCode="{named}" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>'
        f"<c:spPr><a:ln><a:noFill/></a:ln></c:spPr>{_letters(frame, look.palette.soft)}"
        '<c:crossAx val="1001"/><c:crosses val="max"/><c:crossBetween val="between"/>'
        f'<c:majorUnit val="{step:.15g}"/></c:valAx>'
    )


def _layout(frame: Frame) -> str:
    return (
        '<c:layout><c:manualLayout><c:layoutTarget val="inner"/>'
        '<c:xMode val="edge"/><c:yMode val="edge"/>'
        f'<c:x val="{frame.left:.4f}"/><c:y val="0"/>'
        f'<c:w val="{frame.width:.4f}"/><c:h val="{frame.height:.4f}"/>'
        "</c:manualLayout></c:layout>"
    )


def _letters(frame: Frame, colour: str) -> str:
    face = f'<a:latin typeface="{TYPE.face}"/><a:cs typeface="{TYPE.face}"/>'
    return (
        "<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr>"
        f'<a:defRPr sz="{round(100 * frame.size)}" b="0">{_solid(colour)}{face}</a:defRPr>'
        "</a:pPr><a:endParaRPr/></a:p></c:txPr>"
    )


def _solid(colour: str) -> str:
    return f'<a:solidFill><a:srgbClr val="{colour[1:]}"/></a:solidFill>'


def _striped(stripe: str, ground: str, edge: str) -> str:
    return (
        f'<a:pattFill prst="wdUpDiag"><a:fgClr><a:srgbClr val="{stripe[1:]}"/></a:fgClr>'
        f'<a:bgClr><a:srgbClr val="{ground[1:]}"/></a:bgClr></a:pattFill>'
        f'<a:ln w="9525">{_solid(edge)}</a:ln>'
    )
