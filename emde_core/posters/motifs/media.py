"""What pictures and words are made with and sent by."""

from __future__ import annotations

from emde_core.posters.canvas import Pen, Tone
from emde_core.posters.motifs.outline import mirrored, path
from emde_core.posters.motifs.registry import motif

_DABS: tuple[tuple[float, float, float, Tone], ...] = (
    (0.2, 0.55, 0.065, "shade"),
    (0.27, 0.36, 0.075, "accent"),
    (0.47, 0.27, 0.07, "light"),
    (0.67, 0.31, 0.065, "shade"),
    (0.8, 0.46, 0.06, "light"),
)  # of paint: where, how large, which


@motif("camera")
def camera(pen: Pen) -> None:
    for x, y, radius in ((0.27, 0.23, 0.18), (0.6, 0.2, 0.14)):
        pen.ellipse(x, y, radius)
        pen.ring(x, y, radius * 0.68, 0.018, "shade")
        for turn in range(0, 360, 72):
            reel = pen.within(x - radius, y - radius, x + radius, y + radius, turn=turn)
            reel.ellipse(0.5, 0.24, 0.12, tone="shade")
        pen.ellipse(x, y, 0.03, tone="light")
    pen.polygon(path("M70 52 L82 46 L95 36 L95 80 L82 70 L70 66"), "shade")
    pen.polygon(path("M91 39 L95 36 L95 80 L91 77"), "light")
    pen.rectangle(0.08, 0.38, 0.74, 0.8, radius=0.05)
    pen.rectangle(0.02, 0.46, 0.1, 0.58, "shade", radius=0.02)
    pen.rectangle(0.15, 0.46, 0.47, 0.72, "shade", radius=0.03)
    pen.line([(0.2, 0.53), (0.42, 0.53)], 0.02, "light")
    pen.line([(0.2, 0.59), (0.36, 0.59)], 0.02, "light")
    pen.ellipse(0.61, 0.52, 0.055, tone="accent")
    pen.ellipse(0.61, 0.68, 0.03, tone="shade")
    pen.polygon(path("M30 80 L52 80 L56 95 L48 95 L46 87 L36 87 L34 95 L26 95"), "shade")


@motif("film-reel")
def film_reel(pen: Pen) -> None:
    pen.polygon(
        path("M44 94 C62 96 70 87 80 87 C88 87 91 93 97 95 L97 79 C92 77 88 71 80 72 C70 74 66 78 52 78"), "shade"
    )
    for x, y in ((0.62, 0.885), (0.71, 0.85), (0.8, 0.835), (0.89, 0.86)):
        pen.rectangle(x - 0.018, y - 0.055, x + 0.018, y - 0.03, "light")
        pen.rectangle(x - 0.018, y - 0.005, x + 0.018, y + 0.02, "light")
    pen.ellipse(0.48, 0.48, 0.43)
    pen.ring(0.48, 0.48, 0.395, 0.016, "light")
    for turn in range(0, 360, 60):
        spoke = pen.within(0.05, 0.05, 0.91, 0.91, turn=turn)
        spoke.ellipse(0.5, 0.215, 0.14, tone="shade")
        spoke.ellipse(0.5, 0.215, 0.115, tone="paper")
    pen.ellipse(0.48, 0.48, 0.095, tone="accent")
    pen.ellipse(0.48, 0.48, 0.03, tone="light")


@motif("typewriter")
def typewriter(pen: Pen) -> None:
    pen.rectangle(0.24, 0.05, 0.76, 0.4, "light")
    for y, right in ((0.12, 0.68), (0.18, 0.62), (0.24, 0.66)):
        pen.line([(0.32, y), (right, y)], 0.016, "shade")
    pen.rectangle(0.08, 0.3, 0.92, 0.41, "shade", radius=0.03)
    for x in (0.02, 0.9):
        pen.rectangle(x, 0.27, x + 0.08, 0.44, "accent", radius=0.025)
    pen.polygon(mirrored(path("M50 38 L20 38 Q16 38 15 42 L5 86 Q4 94 12 94 L50 94")))
    pen.polygon(path("M32 44 L68 44 L72 54 Q50 60 28 54"), "shade")
    for k, x in enumerate((0.36, 0.43, 0.5, 0.57, 0.64)):
        pen.line([(0.5 + (x - 0.5) * 0.5, 0.46), (x, 0.545 + 0.01 * (2 - abs(k - 2)))], 0.012, "light")
    for row, (y, count) in enumerate(((0.645, 8), (0.73, 9), (0.815, 8))):
        step = 0.079 + 0.004 * row
        for k in range(count):
            pen.ellipse(0.5 + (k - (count - 1) / 2) * step, y, 0.029, tone="light")
    pen.rectangle(0.28, 0.87, 0.72, 0.91, "light", radius=0.02)


@motif("book")
def book(pen: Pen) -> None:
    for mirror in (False, True):
        page = pen.within(0, 0, 1, 1, mirror=mirror)
        page.polygon(path("M50 29 L3 24 L3 82 L50 88"))
        page.polygon(path("M50 27 C42 17 24 13 8 17 L8 75 C24 71 42 74 50 84"), "shade")
        page.polygon(path("M50 24 C42 14 26 10 11 13 L11 70 C26 67 42 70 50 80"), "light")
        for y in (24, 33, 42, 51):
            page.line(path(f"M18 {y - 2.5} C28 {y - 4} 37 {y - 2} 43 {y + 3}"), 0.016, "shade")
    pen.polygon(path("M50 24 L50 80 C47 76 44 74 42 73 L42 17.5 Q47 20 50 24"), "ink")
    pen.polygon(path("M60 16 L68 13.5 L68 48 L64 44 L60 50"), "accent")


@motif("envelope")
def envelope(pen: Pen) -> None:
    pen.rectangle(0.05, 0.2, 0.95, 0.8, radius=0.03)
    pen.polygon(path("M6 77 L40 46 L60 46 L94 77 Q93 80 90 80 L10 80 Q7 80 6 77"), "shade")
    pen.line([(0.07, 0.77), (0.4, 0.47)], 0.016, "light")
    pen.line([(0.93, 0.77), (0.6, 0.47)], 0.016, "light")
    pen.polygon(path("M7 20 L93 20 Q95 20 94 23 L54 59 Q50 62 46 59 L6 23 Q5 20 7 20"), "light")
    pen.polygon(path("M8 20 L92 20 L53 54 Q50 57 47 54"))
    pen.ellipse(0.5, 0.54, 0.105, tone="accent")
    pen.ring(0.5, 0.54, 0.07, 0.014, "light")
    pen.star(0.5, 0.54, 0.045, 0.02, 5, "light")


@motif("quill")
def quill(pen: Pen) -> None:
    pen.polygon(
        path(
            "M92 5 C60 6 38 24 32 48 C31 54 31 58 32 63 L38 60 C56 62 70 52 76 42 L70 41 C78 38 84 30 87 22"
            " L82 21 C88 17 91 12 92 5"
        )
    )
    pen.polygon(
        path("M92 5 C72 20 50 42 35 63 L38 60 C56 62 70 52 76 42 L70 41 C78 38 84 30 87 22 L82 21 C88 17 91 12 92 5"),
        "shade",
    )
    pen.polygon(path("M92 5 C70 20 46 44 30 74 L26 86 L28 87 L34 76 C48 48 72 22 92 5"), "light")
    pen.polygon(path("M12 76 L42 76 L42 80 C50 83 52 88 50 95 L4 95 C2 88 4 83 12 80"))
    pen.ellipse(0.27, 0.765, 0.15, 0.028, "accent")
    pen.polygon(path("M30 70 L33 72 L27 80 L25 79"), "light")
    pen.line([(0.1, 0.88), (0.1, 0.91)], 0.02, "light")
    pen.curve(
        [(0.58, 0.94), (0.68, 0.84), (0.69, 0.93), (0.78, 0.85), (0.78, 0.93), (0.85, 0.9), (0.95, 0.91)],
        0.018,
        "shade",
    )


@motif("telephone")
def telephone(pen: Pen) -> None:
    pen.polygon(mirrored(path("M50 36 L34 36 L32 44 C24 50 14 66 10 84 Q8 92 16 92 L50 92")))
    pen.rectangle(0.32, 0.26, 0.4, 0.42, "shade", radius=0.02)
    pen.rectangle(0.6, 0.26, 0.68, 0.42, "shade", radius=0.02)
    pen.polygon(mirrored(path("M50 10 C28 10 10 14 5 26 C3 32 4 40 6 42 L26 42 Q29 36 28 31 C34 28 42 27 50 27")))
    pen.polygon(path("M6 37 L27 37 L26 42 L6 42"), "accent")
    pen.polygon(path("M94 37 L73 37 L74 42 L94 42"), "accent")
    pen.curve([(0.12, 0.25), (0.22, 0.185), (0.36, 0.16), (0.5, 0.155)], 0.022, "light")
    pen.ellipse(0.5, 0.66, 0.215, tone="shade")
    for turn in range(30, 330, 33):
        dial = pen.within(0, 0.16, 1, 1.16, turn=turn + 180)
        dial.ellipse(0.5, 0.345, 0.034, tone="light")
    pen.ellipse(0.5, 0.66, 0.075, tone="accent")
    pen.rectangle(0.16, 0.92, 0.84, 0.95, "shade", radius=0.015)


@motif("television")
def television(pen: Pen) -> None:
    pen.line([(0.5, 0.28), (0.26, 0.06)], 0.022, "shade")
    pen.line([(0.5, 0.28), (0.72, 0.06)], 0.022, "shade")
    for x in (0.26, 0.72):
        pen.ellipse(x, 0.06, 0.028, tone="accent")
    pen.wedge(0.5, 0.29, 0.1, 180, 360, "shade")
    pen.polygon(path("M20 82 L30 82 L24 96 L18 96"), "shade")
    pen.polygon(path("M80 82 L70 82 L76 96 L82 96"), "shade")
    pen.rectangle(0.05, 0.27, 0.95, 0.86, radius=0.08)
    pen.polygon(path("M13 36 Q40 32 67 36 Q70 56 67 77 Q40 81 13 77 Q10 56 13 36"), "light")
    pen.polygon(path("M16 39 Q40 35.5 64 39 Q66.5 56 64 74 Q40 77.5 16 74 Q13.5 56 16 39"), "shade")
    pen.polygon(path("M44 36.5 L57 37.5 L34 76.3 L22 75.2"), "light")
    pen.polygon(path("M60 38 L62.5 38.5 L41 76.5 L38 76.4"), "light")
    for y in (0.4, 0.55):
        pen.ellipse(0.82, y, 0.055, tone="shade")
        pen.line([(0.82, y), (0.82, y - 0.04)], 0.02, "accent")
    for y in (0.66, 0.71, 0.76):
        pen.line([(0.77, y), (0.87, y)], 0.016, "light")


@motif("computer")
def computer(pen: Pen) -> None:
    pen.rectangle(0.14, 0.06, 0.86, 0.7, radius=0.05)
    pen.polygon(path("M86 12 L92 18 L92 60 L86 66"), "shade")
    pen.rectangle(0.21, 0.13, 0.79, 0.55, "shade", radius=0.05)
    pen.rectangle(0.245, 0.165, 0.755, 0.515, "paper", radius=0.03)
    for y, right in ((0.23, 0.5), (0.29, 0.62), (0.35, 0.44)):
        pen.line([(0.3, y), (right, y)], 0.022, "light")
    pen.polygon(path("M30 40 L35 43.5 L30 47 L28.5 45 L31 43.5 L28.5 42"), "light")
    pen.rectangle(0.38, 0.405, 0.44, 0.465, "accent")
    pen.rectangle(0.58, 0.6, 0.8, 0.635, "shade", radius=0.01)
    pen.ellipse(0.23, 0.62, 0.02, tone="accent")
    pen.polygon(path("M36 70 L64 70 L68 76 L32 76"), "shade")
    pen.polygon(path("M14 76 L86 76 L95 92 Q96 95 92 95 L8 95 Q4 95 5 92"))
    for y, left, count in ((0.805, 0.17, 11), (0.85, 0.15, 11), (0.895, 0.13, 11)):
        step = (1 - 2 * left) / (count - 1)
        for k in range(count):
            pen.rectangle(left + step * k - 0.022, y - 0.015, left + step * k + 0.022, y + 0.015, "light", radius=0.008)


@motif("newspaper")
def newspaper(pen: Pen) -> None:
    pen.polygon(path("M14 14 L92 14 L92 84 Q92 94 82 94 L14 94"), "shade")
    pen.polygon(path("M8 6 L84 6 L84 88 Q84 94 88 94 L16 94 Q8 94 8 86"))
    pen.rectangle(0.14, 0.12, 0.78, 0.23, "light")
    for x in (0.19, 0.32, 0.45, 0.58):
        pen.rectangle(x, 0.145, x + 0.09, 0.205, "shade")
    pen.rectangle(0.67, 0.145, 0.73, 0.205, "shade")
    pen.line([(0.15, 0.275), (0.77, 0.275)], 0.012, "light")
    pen.rectangle(0.14, 0.32, 0.47, 0.6, "light")
    pen.polygon(path("M14 60 L14 52 L24 42 L32 51 L38 46 L47 55 L47 60"), "shade")
    pen.ellipse(0.38, 0.39, 0.035, tone="accent")
    for k in range(5):
        pen.line([(0.53, 0.335 + 0.0625 * k), (0.77 if k != 4 else 0.68, 0.335 + 0.0625 * k)], 0.018, "light")
    for k in range(4):
        pen.line([(0.15, 0.67 + 0.06 * k), (0.43 if k != 3 else 0.36, 0.67 + 0.06 * k)], 0.018, "light")
        pen.line([(0.53, 0.67 + 0.06 * k), (0.77, 0.67 + 0.06 * k)], 0.018, "light")


@motif("picture-frame")
def picture_frame(pen: Pen) -> None:
    pen.line([(0.3, 0.2), (0.5, 0.05), (0.7, 0.2)], 0.016, "shade")
    pen.ellipse(0.5, 0.05, 0.026, tone="accent")
    pen.rectangle(0.06, 0.17, 0.94, 0.95, radius=0.02)
    for x, y in ((0.09, 0.2), (0.91, 0.2), (0.09, 0.92), (0.91, 0.92)):
        pen.ellipse(x, y, 0.06)
        pen.ellipse(x, y, 0.03, tone="light")
    pen.rectangle(0.14, 0.25, 0.86, 0.87, "shade")
    pen.rectangle(0.19, 0.3, 0.81, 0.82, "light")
    pen.ellipse(0.63, 0.43, 0.075, tone="accent")
    pen.polygon(path("M19 82 L19 68 C28 56 34 48 40 52 C48 58 52 66 58 64 C66 60 74 60 81 66 L81 82"), "ink")
    pen.polygon(path("M19 82 L19 77 C32 68 46 72 56 76 C66 79 74 76 81 73 L81 82"), "shade")


@motif("palette-board")
def palette_board(pen: Pen) -> None:
    pen.blob(
        [
            (0.06, 0.5),
            (0.14, 0.27),
            (0.36, 0.15),
            (0.62, 0.15),
            (0.85, 0.28),
            (0.93, 0.5),
            (0.86, 0.66),
            (0.7, 0.66),
            (0.6, 0.7),
            (0.6, 0.84),
            (0.44, 0.9),
            (0.22, 0.8),
            (0.1, 0.67),
        ]
    )
    pen.ellipse(0.46, 0.735, 0.065, 0.05, "paper", turn=-25)
    for x, y, radius, tone in _DABS:
        pen.blob(
            [(x - radius, y), (x, y - radius * 0.8), (x + radius * 1.05, y - 0.01), (x + 0.01, y + radius * 0.85)], tone
        )
    pen.line([(0.5, 0.58), (0.88, 0.12)], 0.032, "shade")
    pen.line([(0.545, 0.525), (0.5, 0.58)], 0.045, "light")
    pen.polygon(path("M53 57 L47 52 Q40 58 36 66 Q46 65 53 57"), "accent")


@motif("feather")
def feather(pen: Pen) -> None:
    pen.polygon(
        path(
            "M90 4 C64 7 42 20 32 38 L40 40 L28 47 C24 57 24 66 26 74 L34 67 L31 78 C38 80 44 78 50 74 L52 65"
            " L57 69 C66 62 72 53 76 44 L68 46 L79 36 C86 25 90 14 90 4"
        )
    )
    pen.polygon(
        path(
            "M90 4 C64 26 42 50 27 77 L31 78 C38 80 44 78 50 74 L52 65 L57 69 C66 62 72 53 76 44 L68 46"
            " L79 36 C86 25 90 14 90 4"
        ),
        "shade",
    )
    for sprung, tip in (((0.36, 0.62), (0.32, 0.53)), ((0.47, 0.47), (0.46, 0.36)), ((0.6, 0.325), (0.61, 0.22))):
        pen.line([sprung, tip], 0.014, "shade")
    for sprung, tip in (((0.42, 0.56), (0.53, 0.54)), ((0.54, 0.41), (0.67, 0.375)), ((0.67, 0.27), (0.78, 0.23))):
        pen.line([sprung, tip], 0.014, "ink")
    pen.line(path("M86 8 C61 29 35 57 13 95"), 0.024, "light")
    pen.line([(0.15, 0.915), (0.125, 0.955)], 0.026, "accent")
