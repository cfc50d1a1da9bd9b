"""The shipped pictures, drawn: ``python -m tests.surveys.library.artwork`` writes them anew.

Flat shapes in few colours on a soft ground, so that they are small and calm. Our own artwork,
under the licence of the program. Units: the picture is 100 wide and 100 high.
"""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw

PLACE = Path(__file__).parents[3] / "surveys" / "library" / "pictures"
SIDE, FINER = 480, 4
INK, CREAM, WHITE = "#24324a", "#fff6e3", "#ffffff"
SKY, SEA, SUN, CLAY = "#cfe6f7", "#2f74b5", "#f5b93c", "#d9693b"
LEAF, MOSS, WOOD, ROSE = "#5da66b", "#2e6f4e", "#9a6a43", "#d98aa4"
PLUM, STONE, DARK = "#6b4c93", "#b9c4d0", "#6f4a2c"


class Pen:
    """Draws in hundredths of the picture."""

    def __init__(self, ground: str) -> None:
        self.page = Image.new("RGB", (SIDE * FINER, SIDE * FINER), ground)
        self._draw = ImageDraw.Draw(self.page)
        self._unit = SIDE * FINER / 100

    def _at(self, *places: float) -> list[float]:
        return [place * self._unit for place in places]

    def box(self, x: float, y: float, wide: float, high: float, fill: str, r: float = 0) -> None:
        at = self._at(x, y, x + wide, y + high)
        self._draw.rounded_rectangle(at, radius=r * self._unit, fill=fill)

    def oval(self, x: float, y: float, wide: float, high: float, fill: str) -> None:
        self._draw.ellipse(self._at(x - wide / 2, y - high / 2, x + wide / 2, y + high / 2), fill)

    def shape(self, fill: str, *corners: tuple[float, float]) -> None:
        self._draw.polygon([tuple(self._at(*corner)) for corner in corners], fill)

    def line(self, colour: str, width: float, *places: tuple[float, float]) -> None:
        points = [tuple(self._at(*place)) for place in places]
        self._draw.line(points, colour, round(width * self._unit), joint="curve")
        for x, y in places:
            self.oval(x, y, width, width, colour)

    def slice(
        self, x: float, y: float, size: float, turns: tuple[float, float], fill: str
    ) -> None:
        at = self._at(x - size / 2, y - size / 2, x + size / 2, y + size / 2)
        self._draw.pieslice(at, *turns, fill=fill)


def bed() -> Pen:
    pen = Pen("#e9e3f5")
    pen.box(0, 78, 100, 22, "#d3c8e8")
    pen.box(10, 24, 7, 60, WOOD, 3)
    pen.box(84, 46, 7, 38, WOOD, 3)
    pen.box(14, 62, 74, 14, DARK, 2)
    pen.box(16, 50, 70, 18, WHITE, 5)
    pen.box(19, 40, 22, 15, WHITE, 6)
    pen.box(21, 42, 18, 11, SKY, 5)
    pen.box(38, 46, 49, 24, PLUM, 6)
    pen.box(38, 46, 12, 24, "#8f72b5", 6)
    pen.oval(74, 20, 16, 16, SUN)
    pen.oval(79, 17, 13, 13, "#e9e3f5")
    return pen


def desk() -> Pen:
    pen = Pen(SKY)
    pen.box(0, 82, 100, 18, "#b4d3ea")
    pen.box(8, 52, 84, 7, WOOD, 2)
    pen.box(13, 59, 6, 29, DARK)
    pen.box(60, 59, 28, 29, WOOD, 2)
    for y in (62, 71, 80):
        pen.box(63, y, 22, 6.5, "#b98559", 1.5)
        pen.oval(74, y + 3.2, 3, 3, CREAM)
    pen.box(32, 30, 30, 19, INK, 2)
    pen.box(34, 32, 26, 15, "#f2f7fb", 1)
    pen.box(28, 49, 38, 3, STONE, 1.5)
    pen.line(INK, 2.4, (80, 51), (74, 36), (82, 24))
    pen.shape(CLAY, (75, 24), (87, 18), (92, 29), (79, 33))
    pen.oval(80, 51, 14, 4, INK)
    pen.box(14, 40, 9, 12, CLAY, 2)
    for x, tip in ((16, 30), (18.5, 26), (21, 31)):
        pen.line(SEA, 1.8, (18.5, 42), (x, tip))
    return pen


def sofa() -> Pen:
    pen = Pen(CREAM)
    pen.box(0, 80, 100, 20, "#f0dfbb")
    pen.box(68, 12, 20, 24, WOOD, 1)
    pen.box(70, 14, 16, 20, SKY)
    pen.shape(LEAF, (70, 34), (77, 22), (83, 30), (86, 27), (86, 34))
    pen.box(15, 40, 70, 34, "#2b8a8f", 9)
    pen.box(8, 52, 17, 30, "#1f6d72", 7)
    pen.box(75, 52, 17, 30, "#1f6d72", 7)
    pen.box(22, 60, 28, 17, "#3fa6a9", 4)
    pen.box(50, 60, 28, 17, "#3fa6a9", 4)
    pen.shape(SUN, (27, 49), (42, 45), (46, 59), (31, 63))
    pen.box(15, 82, 5, 6, DARK)
    pen.box(80, 82, 5, 6, DARK)
    return pen


def garden() -> Pen:
    pen = Pen(SKY)
    pen.oval(80, 20, 20, 20, SUN)
    pen.oval(50, 110, 170, 84, LEAF)
    pen.box(24, 40, 8, 36, WOOD)
    pen.oval(28, 34, 36, 34, MOSS)
    pen.oval(18, 42, 22, 20, MOSS)
    pen.oval(39, 42, 22, 20, MOSS)
    for x, y in ((22, 30), (33, 38), (27, 45), (38, 30)):
        pen.oval(x, y, 4.5, 4.5, CLAY)
    for x, y, colour in ((56, 74, ROSE), (70, 70, WHITE), (84, 77, ROSE), (64, 86, SUN)):
        pen.line(MOSS, 1.8, (x, y), (x, y + 11))
        for dx, dy in ((-3.4, 0), (3.4, 0), (0, -3.4), (0, 3.4)):
            pen.oval(x + dx, y + dy, 5.6, 5.6, colour)
        pen.oval(x, y, 4, 4, CLAY)
    return pen


def kitchen_table() -> Pen:
    pen = Pen("#fbe4d8")
    pen.box(0, 84, 100, 16, "#f0c9b4")
    pen.line(INK, 1.4, (50, 0), (50, 16))
    pen.slice(50, 28, 28, (180, 360), CLAY)
    pen.oval(50, 28, 8, 6, SUN)
    pen.box(10, 56, 80, 7, WOOD, 2)
    pen.box(16, 63, 6, 29, DARK)
    pen.box(78, 63, 6, 29, DARK)
    for x, y, colour in ((43, 42, CLAY), (57, 42, SUN), (50, 40, LEAF)):
        pen.oval(x, y, 10, 10, colour)
    pen.slice(50, 43, 26, (0, 180), SEA)
    pen.box(36, 42, 28, 3, "#1f548a", 1)
    pen.box(20, 46, 9, 10, WHITE, 2)
    pen.line(WHITE, 1.6, (29, 49), (31.5, 51), (29, 53))
    pen.oval(76, 54.5, 18, 4, WHITE)
    return pen


def music() -> Pen:
    pen = Pen("#fdf0c4")
    pen.slice(50, 50, 66, (180, 360), INK)
    pen.slice(50, 50, 54, (180, 360), "#fdf0c4")
    pen.box(15, 44, 17, 30, CLAY, 7)
    pen.box(68, 44, 17, 30, CLAY, 7)
    pen.box(25, 42, 9, 34, INK, 4)
    pen.box(66, 42, 9, 34, INK, 4)
    pen.line(PLUM, 3, (46, 72), (46, 50), (58, 46), (58, 68))
    pen.line(PLUM, 4, (46, 51), (58, 47))
    pen.oval(42.6, 72, 10, 8, PLUM)
    pen.oval(54.6, 68, 10, 8, PLUM)
    return pen


def football() -> Pen:
    pen = Pen(SKY)
    pen.box(0, 62, 100, 38, LEAF)
    pen.box(0, 62, 100, 2.5, "#6fb87c")
    pen.line(WHITE, 3, (14, 64), (14, 18), (86, 18), (86, 64))
    for x in range(22, 86, 8):
        pen.line("#eef5fa", 0.8, (x, 20), (x, 62))
    for y in range(26, 62, 8):
        pen.line("#eef5fa", 0.8, (16, y), (84, y))
    pen.oval(50, 90, 34, 6, MOSS)
    pen.oval(50, 73, 38, 38, INK)
    pen.oval(50, 73, 35.5, 35.5, WHITE)
    pen.shape(INK, (50, 65), (57.6, 70.5), (54.7, 79.5), (45.3, 79.5), (42.4, 70.5))
    for start, end in (
        ((50, 65), (50, 58)),
        ((57.6, 70.5), (65, 68)),
        ((54.7, 79.5), (59, 86)),
        ((45.3, 79.5), (41, 86)),
        ((42.4, 70.5), (35, 68)),
    ):
        pen.line(INK, 1.5, start, end)
    return pen


def book() -> Pen:
    pen = Pen("#dcefdd")
    pen.oval(50, 80, 84, 14, "#bcdcbf")
    pen.shape(SEA, (8, 32), (50, 40), (92, 32), (92, 78), (50, 86), (8, 78))
    pen.shape(WHITE, (12, 27), (32, 27), (50, 35), (50, 80), (32, 73), (12, 73))
    pen.shape(CREAM, (88, 27), (68, 27), (50, 35), (50, 80), (68, 73), (88, 73))
    for y in (36, 44, 52, 60):
        pen.line(STONE, 1.6, (18, y), (32, y + 0.6), (44, y + 5))
        if y < 56:
            pen.line(STONE, 1.6, (82, y), (68, y + 0.6), (56, y + 5))
    pen.line(INK, 0.8, (50, 35), (50, 80))
    pen.shape(CLAY, (72, 62), (80, 62), (80, 82), (76, 77), (72, 82))
    return pen


def not_sure() -> Pen:
    pen = Pen("#e4ecf3")
    for x, y, size in ((33, 38, 34), (54, 31, 40), (72, 43, 30), (30, 54, 28), (52, 56, 44)):
        pen.oval(x, y, size, size * 0.9, WHITE)
    pen.oval(70, 56, 30, 25, WHITE)
    pen.oval(34, 80, 12, 11, WHITE)
    pen.oval(23, 90, 7, 6.5, WHITE)
    pen.slice(50, 40, 24, (180, 450), SEA)
    pen.slice(50, 40, 13, (180, 450), WHITE)
    pen.oval(40.7, 40, 5.4, 5.4, SEA)
    pen.line(SEA, 5.4, (50, 49.3), (50, 55))
    pen.oval(50, 64, 7, 7, SEA)
    return pen


PICTURES: dict[str, Callable[[], Pen]] = {
    "bed": bed,
    "book": book,
    "desk": desk,
    "football": football,
    "garden": garden,
    "kitchen-table": kitchen_table,
    "music": music,
    "not-sure": not_sure,
    "sofa": sofa,
}


def drawn(name: str) -> Image.Image:
    """One picture, in few colours and without jagged edges."""
    fine = PICTURES[name]().page.resize((SIDE, SIDE), Image.Resampling.LANCZOS)
    return fine.quantize(48, dither=Image.Dither.NONE)


def png(name: str) -> bytes:
    """One picture's file."""
    out = BytesIO()
    drawn(name).save(out, "PNG", optimize=True)
    return out.getvalue()


if __name__ == "__main__":
    for each in PICTURES:
        (PLACE / f"{each}.png").write_bytes(png(each))
