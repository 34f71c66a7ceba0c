"""What is grown, picked and hung with lights."""

from __future__ import annotations

from emde_core.posters.canvas import Pen, Tone
from emde_core.posters.motifs.outline import mirrored, path
from emde_core.posters.motifs.registry import motif


@motif("rose")
def rose(pen: Pen) -> None:
    pen.line(path("M50 50 C52 66 46 80 50 97"), 0.034)
    pen.polygon(path("M49 82 C38 66 22 66 10 72 C18 84 34 92 49 86"))
    pen.polygon(path("M49 84 C36 78 24 74 10 72 C18 84 34 92 49 86"), "shade")
    pen.polygon(path("M50 74 C58 60 74 58 88 64 C80 76 66 84 50 80"))
    pen.polygon(path("M50 77 C62 72 74 67 88 64 C80 76 66 84 50 80"), "shade")
    pen.polygon(path("M49 62 L57 58 L50 57"))
    pen.polygon(mirrored(path("M50 62 C42 62 34 60 26 52 L36 52 L34 44 L50 52")))
    pen.polygon(
        path(
            "M50 58 C34 58 23 48 20 36 C13 29 15 18 23 15 C29 6 41 2 50 5 C59 2 71 6 77 15 C85 18 87 29 80 36"
            " C77 48 66 58 50 58"
        ),
        "accent",
    )
    pen.polygon(path("M80 36 C77 48 66 58 50 58 C46 57 42 55 39 52 C60 47 74 35 77 15 C85 18 87 29 80 36"), "shade")
    for petal in (
        "M23 16 C24 36 38 44 56 44",
        "M33 12 C29 29 44 37 55 34 C67 30 71 18 64 10",
        "M42 13 C38 25 50 29 56 23 C59 16 52 11 48 17",
    ):
        pen.line(path(petal), 0.022, "shade")
    pen.line(path("M20 21 C19 27 22 32 25 36"), 0.018, "light")


@motif("sunflower")
def sunflower(pen: Pen) -> None:
    pen.line(path("M50 50 C52 70 50 84 46 97"), 0.04)
    pen.polygon(path("M49 86 C54 70 70 64 86 68 C82 82 66 92 49 90"))
    pen.line(path("M52 86 C62 82 72 76 82 70"), 0.012, "light")
    _petals(pen, 0, "shade")
    _petals(pen, 15, "accent")
    pen.ellipse(0.5, 0.39, 0.185)
    pen.ellipse(0.5, 0.39, 0.15, tone="shade")
    for radius, count in ((0.11, 12), (0.06, 7)):
        for k in range(count):
            seed = pen.within(0, -0.11, 1, 0.89, turn=360 * k / count)
            seed.ellipse(0.5, 0.5 - radius, 0.014, tone="light")
    pen.ellipse(0.5, 0.39, 0.018, tone="light")


@motif("apple")
def apple(pen: Pen) -> None:
    pen.polygon(
        path(
            "M50 26 C42 18 26 18 16 28 C4 42 8 66 20 82 C28 94 38 98 50 92 C62 98 72 94 80 82 C92 66 96 42 84 28"
            " C74 18 58 18 50 26"
        ),
        "accent",
    )
    pen.polygon(path("M74 21 C78 22 81 25 84 28 C96 42 92 66 80 82 C72 94 62 98 50 92 C70 86 86 52 74 21"), "shade")
    pen.polygon(path("M36 24 Q50 35 64 24 Q56 21 50 26 Q44 21 36 24"), "shade")
    pen.line(path("M50 28 C49 20 51 12 56 6"), 0.034)
    pen.polygon(path("M52 20 C56 6 72 2 86 6 C82 18 68 24 52 20"))
    pen.line(path("M57 17.5 C64 15 72 11 80 8"), 0.01, "shade")
    pen.curve([(0.18, 0.54), (0.18, 0.43), (0.24, 0.34)], 0.045, "light")
    pen.ellipse(0.195, 0.63, 0.022, tone="light")


@motif("wheat")
def wheat(pen: Pen) -> None:
    for turn in (-27, 27, 0):
        stalk = pen.within(0.03, 0.25, 0.97, 1.19, turn=turn)
        stalk.line([(0.5, -0.1), (0.5, 0.62)], 0.02)
        for x in (0.455, 0.5, 0.545):
            stalk.line([(0.5, -0.12), (x, -0.22)], 0.009, "light")
        for y in (-0.05, 0.055, 0.16, 0.265):
            grain = [(u, v + y) for u, v in path("M49 9 C42 8 38 3 39.5 -4.5 C46 -3 49.5 2 49 9")]
            stalk.polygon(grain)
            stalk.polygon([(1 - u, v) for u, v in grain], "shade")
        stalk.polygon(path("M50 -4 C45.5 -9 46 -14 50 -18 C54 -14 54.5 -9 50 -4"))
    for x in (0.36, 0.43, 0.5, 0.57, 0.64):
        pen.line([(0.5 + (x - 0.5) * 0.3, 0.72), (x, 0.96)], 0.02)
    pen.polygon(path("M50 74 C38 66 30 68 30 74 C30 80 40 80 50 74 C60 80 70 80 70 74 C70 68 62 66 50 74"), "accent")
    pen.polygon(path("M50 74 L38 90 L43 92 L50 78 L57 92 L62 90"), "accent")
    pen.rectangle(0.455, 0.7, 0.545, 0.78, "light", radius=0.02)


@motif("christmas-tree")
def christmas_tree(pen: Pen) -> None:
    pen.rectangle(0.44, 0.82, 0.56, 0.92, "shade")
    pen.polygon(path("M34 89 L66 89 L62 98 L38 98"), "accent")
    for top, bottom, half in ((0.5, 0.86, 0.42), (0.3, 0.64, 0.33), (0.1, 0.42, 0.23)):
        y, low, width = top * 100, bottom * 100, half * 100
        pen.polygon(
            mirrored(
                path(
                    f"M50 {y} Q{50 - width * 0.3} {low - 12} {50 - width} {low - 5}"
                    f" Q{50 - width * 0.5} {low + 1} 50 {low}"
                )
            )
        )
        pen.polygon(
            path(
                f"M50 {low} Q{50 + width * 0.5} {low + 1} {50 + width} {low - 5}"
                f" Q{50 + width * 0.45} {low - 9} {50 + width * 0.3} {low - 14} Q{50 + width * 0.3} {low - 4} 50 {low}"
            ),
            "shade",
        )
    for left, right, y in ((0.43, 0.57, 0.28), (0.37, 0.63, 0.5), (0.31, 0.69, 0.715)):
        pen.curve([(left, y), (0.5, y + 0.045), (right, y)], 0.018, "light")
    for x, y in (
        (0.45, 0.25),
        (0.55, 0.38),
        (0.38, 0.47),
        (0.6, 0.6),
        (0.4, 0.68),
        (0.26, 0.79),
        (0.53, 0.82),
        (0.73, 0.78),
    ):
        pen.ellipse(x, y, 0.032, tone="accent")
        pen.ellipse(x - 0.008, y - 0.01, 0.009, tone="light")
    pen.star(0.5, 0.1, 0.09, 0.038, 5, "light")
    pen.star(0.5, 0.1, 0.05, 0.021, 5, "accent")


def _petals(pen: Pen, first: int, tone: Tone) -> None:
    for turn in range(first, 360, 30):
        petal = pen.within(0.08, -0.03, 0.92, 0.81, turn=turn)
        petal.polygon(path("M50 3 C60 14 60 26 55 34 L45 34 C40 26 40 14 50 3"), tone)
