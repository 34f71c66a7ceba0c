"""Sport, play and prizes."""

from __future__ import annotations

from emde_core.posters.canvas import Pen
from emde_core.posters.motifs.outline import mirrored, path
from emde_core.posters.motifs.registry import motif


@motif("dice")
def dice(pen: Pen) -> None:
    _die(pen.within(0.34, 0.02, 0.98, 0.66, turn=14), ((0.5, 0.5),))
    _die(pen.within(0.02, 0.36, 0.62, 0.96, turn=-10), ((0.32, 0.32), (0.68, 0.68), (0.5, 0.5)))


def _die(pen: Pen, pips: tuple[tuple[float, float], ...]) -> None:
    pen.polygon(path("M50 3 L92 26 L92 74 L50 97 L8 74 L8 26"))
    pen.polygon(path("M50 3 L92 26 L50 49 L8 26"), "light")
    pen.polygon(path("M92 26 L92 74 L50 97 L50 49"), "shade")
    for u, v in pips:
        pen.ellipse(0.08 + 0.84 * (u + v) / 2, 0.26 + 0.46 * (v - u) / 2, 0.065, 0.04, "accent")
        pen.ellipse(0.08 + 0.42 * u, 0.26 + 0.23 * u + 0.48 * v, 0.048, 0.07, "paper", turn=-14)
    for u, v in ((0.3, 0.25), (0.3, 0.75), (0.7, 0.25), (0.7, 0.75)):
        pen.ellipse(0.5 + 0.42 * u, 0.49 - 0.23 * u + 0.48 * v, 0.045, 0.068, "light", turn=14)


@motif("cards")
def cards(pen: Pen) -> None:
    for x, y, turn, suit in ((0.345, 0.52, -23, _heart), (0.49, 0.46, 0, _diamond), (0.645, 0.52, 23, _spade)):
        card = pen.within(x - 0.21, y - 0.32, x + 0.21, y + 0.32, turn=turn)
        card.rectangle(-0.035, -0.025, 1.035, 1.025, "ink", radius=0.09)
        card.rectangle(0, 0, 1, 1, "light", radius=0.07)
        suit(card.within(0.22, 0.34, 0.78, 0.7))
        suit(card.within(0.07, 0.05, 0.27, 0.18))
        suit(card.within(0.73, 0.82, 0.93, 0.95, turn=180))


def _spade(pen: Pen) -> None:
    pen.polygon(mirrored(path("M50 2 C44 20 6 38 6 60 C6 82 38 84 47 66 C47 82 42 92 34 98 L50 98")), "shade")


@motif("chess-knight")
def chess_knight(pen: Pen) -> None:
    pen.polygon(
        path(
            "M24 78 C26 64 44 56 46 44 C40 47 34 46 30 50 C27 55 24 58 19 56 C13 53 12 48 14 44 C20 38 24 28 32 20"
            " C34 14 36 8 40 4 C44 8 46 10 50 12 C70 14 84 34 82 58 C82 66 79 72 79 78"
        )
    )
    pen.polygon(path("M50 12 C70 14 84 34 82 58 C82 66 79 72 79 78 L64 78 C74 58 70 28 50 12"), "shade")
    for x, y in ((0.62, 0.19), (0.7, 0.29), (0.745, 0.41), (0.755, 0.53)):
        pen.line([(x, y), (x - 0.07, y + 0.04)], 0.016, "light")
    pen.ellipse(0.375, 0.265, 0.03, 0.024, "accent", turn=-20)
    pen.ellipse(0.19, 0.475, 0.016, tone="light")
    pen.curve([(0.46, 0.44), (0.52, 0.38), (0.53, 0.32)], 0.018, "light")
    pen.rectangle(0.2, 0.77, 0.82, 0.84, "light", radius=0.03)
    pen.polygon(path("M22 84 L80 84 L86 91 L86 96 L16 96 L16 91"))
    pen.line([(0.22, 0.91), (0.8, 0.91)], 0.014, "shade")


@motif("boxing-glove")
def boxing_glove(pen: Pen) -> None:
    pen.polygon(path("M30 70 L76 70 L78 92 Q78 96 74 96 L34 96 Q30 96 30 92"), "light")
    pen.polygon(path("M28 72 C18 64 12 50 16 34 C19 12 40 4 60 5 C82 6 92 22 90 40 C89 54 82 62 78 74"))
    pen.polygon(path("M74 9 C88 14 92 26 90 40 C89 54 82 62 78 74 L66 74 C78 58 84 30 74 9"), "shade")
    pen.polygon(
        path("M16 40 C6 42 3 54 8 62 C14 70 24 74 34 72 C44 70 50 64 52 56 C53 50 46 47 42 51 C34 58 26 52 22 44")
    )
    pen.line(path("M20 42 C24 54 34 60 42 52 C47 48 52 52 51 57 C49 65 42 71 33 72"), 0.018, "shade")
    pen.curve([(0.27, 0.3), (0.33, 0.19), (0.45, 0.135)], 0.034, "light")
    pen.rectangle(0.29, 0.72, 0.79, 0.8, "accent", radius=0.02)
    for y in (0.845, 0.905):
        pen.line([(0.47, y), (0.6, y)], 0.018, "shade")


@motif("baseball")
def baseball(pen: Pen) -> None:
    bat = pen.within(-0.14, -0.14, 1.14, 1.14, turn=40)
    bat.polygon(
        path("M41 12 C41 2 57 2 57 12 C57 34 53 50 52 60 L52 92 L54 95 L44 95 L46 92 L46 60 C45 50 41 34 41 12"),
        "shade",
    )
    bat.rectangle(0.458, 0.74, 0.522, 0.92, "accent")
    bat.line([(0.445, 0.12), (0.46, 0.4)], 0.016, "light")
    pen.ellipse(0.62, 0.63, 0.335, tone="paper")
    pen.ellipse(0.62, 0.63, 0.31)
    for mirror_image in (False, True):
        seam = pen.within(0.12, 0.13, 1.12, 1.13, turn=20, mirror=mirror_image)
        seam.arc(0.12, 0.5, 0.24, -54, 54, 0.016, "accent")
        for angle in range(-45, 46, 15):
            stitch = seam.within(-0.38, 0, 0.62, 1, turn=angle)
            stitch.line([(0.715, 0.485), (0.74, 0.5), (0.715, 0.515)], 0.012, "accent")
    pen.arc(0.62, 0.63, 0.26, 230, 262, 0.026, "light")


@motif("basketball")
def basketball(pen: Pen) -> None:
    pen.ellipse(0.5, 0.5, 0.46, tone="shade")
    pen.ellipse(0.465, 0.465, 0.41)
    pen.arc(0.5, 0.5, 0.4, 206, 234, 0.034, "light")
    seams = pen.within(0, 0, 1, 1, turn=-24)
    seams.line([(0.055, 0.5), (0.945, 0.5)], 0.03, "accent")
    seams.line([(0.5, 0.055), (0.5, 0.945)], 0.03, "accent")
    for mirror_image in (False, True):
        side = seams.within(0, 0, 1, 1, mirror=mirror_image)
        side.line(path("M20 18 C36 34 36 66 20 82"), 0.03, "accent")


@motif("football")
def football(pen: Pen) -> None:
    ball = pen.within(-0.09, -0.09, 1.09, 1.09, turn=-38)
    ball.polygon(path("M3 50 C20 14 80 14 97 50 C80 86 20 86 3 50"))
    ball.polygon(path("M3 50 C28 68 72 68 97 50 C80 86 20 86 3 50"), "shade")
    for mirror_image in (False, True):
        side = ball.within(0, 0, 1, 1, mirror=mirror_image)
        side.polygon(path("M14 35.5 L21 30.5 Q29 50 21 69.5 L14 64.5 Q20 50 14 35.5"), "light")
    ball.line(path("M32 42 Q50 38 68 42"), 0.026, "light")
    for x, y in ((0.37, 0.41), (0.435, 0.403), (0.5, 0.4), (0.565, 0.403), (0.63, 0.41)):
        ball.line([(x, y - 0.045), (x, y + 0.045)], 0.026, "accent")


@motif("golf")
def golf(pen: Pen) -> None:
    pen.ellipse(0.5, 0.85, 0.47, 0.11, "shade")
    pen.ellipse(0.5, 0.81, 0.47, 0.12)
    pen.ellipse(0.58, 0.79, 0.14, 0.032, "shade")
    pen.line([(0.58, 0.79), (0.58, 0.06)], 0.026, "light")
    pen.polygon(path("M58 4 C67 0 76 11 97 7 C92 14 92 24 97 33 C77 38 68 27 58 32"), "accent")
    pen.ellipse(0.27, 0.725, 0.13, tone="paper")
    pen.ellipse(0.27, 0.725, 0.115, tone="light")
    for x, y in (
        (0.235, 0.67),
        (0.295, 0.66),
        (0.33, 0.71),
        (0.265, 0.725),
        (0.21, 0.735),
        (0.305, 0.775),
        (0.245, 0.785),
    ):
        pen.ellipse(x, y, 0.013, tone="shade")


@motif("trophy")
def trophy(pen: Pen) -> None:
    for mirror_image in (False, True):
        pen.within(0, 0, 1, 1, mirror=mirror_image).line(path("M28 16 L10 16 C8 36 18 46 34 48"), 0.05, "shade")
    pen.polygon(mirrored(path("M50 6 L24 6 C24 34 28 52 45 59 L45 74 L50 74")))
    pen.polygon(path("M62 6 L76 6 C76 34 72 52 55 59 L55 74 L51 74 L51 58 C60 50 64 30 62 6"), "shade")
    pen.rectangle(0.22, 0.04, 0.78, 0.1, "light", radius=0.025)
    pen.star(0.48, 0.31, 0.125, 0.052, 5, "accent")
    pen.curve([(0.3, 0.16), (0.315, 0.29), (0.35, 0.4)], 0.022, "light")
    pen.polygon(mirrored(path("M50 71 L40 71 L36 80 L50 80")))
    pen.polygon(mirrored(path("M50 79 L28 79 L24 95 L50 95")), "shade")
    pen.rectangle(0.4, 0.84, 0.6, 0.905, "light", radius=0.01)


@motif("teddy")
def teddy(pen: Pen) -> None:
    for mirror_image in (False, True):
        limbs = pen.within(0, 0, 1, 1, mirror=mirror_image)
        limbs.ellipse(0.31, 0.15, 0.11)
        limbs.ellipse(0.31, 0.15, 0.06, tone="shade")
        limbs.ellipse(0.2, 0.58, 0.095, 0.165, turn=32)
        limbs.ellipse(0.24, 0.85, 0.14, 0.11, turn=-25)
        limbs.ellipse(0.21, 0.865, 0.07, 0.065, "shade")
    pen.ellipse(0.5, 0.7, 0.27, 0.25)
    pen.ellipse(0.5, 0.73, 0.17, 0.165, "light")
    pen.ellipse(0.5, 0.3, 0.275, 0.24)
    pen.ellipse(0.5, 0.37, 0.135, 0.11, "light")
    pen.polygon(path("M43 31 Q50 28 57 31 Q56 38 50 39 Q44 38 43 31"), "shade")
    pen.line([(0.5, 0.38), (0.5, 0.42)], 0.014, "shade")
    pen.curve([(0.44, 0.42), (0.5, 0.445), (0.56, 0.42)], 0.014, "shade")
    for x in (0.38, 0.62):
        pen.ellipse(x, 0.265, 0.028, tone="shade")
        pen.ellipse(x - 0.008, 0.257, 0.009, tone="light")
    pen.polygon(path("M50 55 L34 48 Q31 55 34 63 L50 57 L66 63 Q69 55 66 48"), "accent")
    pen.ellipse(0.5, 0.56, 0.035, tone="light")


@motif("balloon")
def balloon(pen: Pen) -> None:
    pen.line(path("M50 72 C42 80 58 86 48 97"), 0.014, "shade")
    pen.polygon(mirrored(path("M50 4 C28 4 17 20 17 36 C17 54 34 68 50 72")))
    pen.polygon(path("M66 7 C78 13 83 25 83 36 C83 54 66 68 50 72 C66 62 76 38 66 7"), "shade")
    pen.polygon(path("M50 70 L56 78 Q50 75 44 78"), "accent")
    pen.curve([(0.27, 0.34), (0.3, 0.22), (0.39, 0.14)], 0.04, "light")
    pen.ellipse(0.285, 0.43, 0.02, tone="light")


@motif("ice-skate")
def ice_skate(pen: Pen) -> None:
    pen.polygon(
        path(
            "M22 10 Q22 6 26 6 L50 6 Q54 6 54 10 C54 24 54 34 58 40 C66 46 82 46 88 56 C91 62 90 66 90 70 L18 70"
            " C18 62 22 54 23 44 C24 34 22 22 22 10"
        )
    )
    pen.polygon(
        path("M22 10 Q22 6 26 6 L32 6 C34 26 36 48 28 70 L18 70 C18 62 22 54 23 44 C24 34 22 22 22 10"), "shade"
    )
    pen.rectangle(0.2, 0.05, 0.56, 0.13, "light", radius=0.03)
    for y in (0.2, 0.28, 0.36):
        pen.line([(0.44, y + 0.02), (0.56, y - 0.01)], 0.022, "accent")
    pen.line([(0.5, 0.45), (0.62, 0.405)], 0.022, "accent")
    pen.line([(0.58, 0.5), (0.7, 0.45)], 0.022, "accent")
    pen.rectangle(0.17, 0.68, 0.91, 0.74, "shade", radius=0.015)
    pen.polygon(path("M24 74 L40 74 L37 86 L27 86"))
    pen.polygon(path("M66 74 L84 74 L80 86 L70 86"))
    pen.polygon(path("M10 85 L88 85 C93 85 95 80 95 77 L98 78 C99 88 95 93 88 93 L14 93 Q10 92 10 85"), "light")
    pen.polygon(path("M10 85 L88 85 C93 85 95 80 95 77 L96.5 77.5 C96.5 84 94 88 88 88.5 L10.5 88.5"))


@motif("surfboard")
def surfboard(pen: Pen) -> None:
    board = pen.within(-0.02, -0.02, 1.02, 1.02, turn=22)
    board.polygon(mirrored(path("M50 1 C36 14 28 36 29 58 C30 78 38 94 50 98")))
    board.polygon(path("M50 1 C64 14 72 36 71 58 C70 78 62 94 50 98"), "shade")
    board.polygon(path("M30 48 L70 38 L71 49 L29 59"), "accent")
    board.polygon(path("M29.3 62 L71 52 L70.8 56 L29.6 66"), "light")
    board.line([(0.5, 0.06), (0.5, 0.94)], 0.012, "light")
    board.polygon(path("M50 78 L53.5 91 L50 94 L46.5 91"), "accent")
    board.curve([(0.36, 0.34), (0.385, 0.25), (0.43, 0.16)], 0.024, "light")


@motif("puzzle-piece")
def puzzle_piece(pen: Pen) -> None:
    piece = pen.within(0.0, -0.03, 0.92, 0.89, turn=-12)
    piece.polygon(
        path(
            "M10 30 L34 30 C40 30 38 24 36 20 C32 8 60 8 56 20 C54 24 52 30 58 30 L78 30 L78 52 C78 58 84 56 88 54"
            " C99 50 99 78 88 74 C84 72 78 70 78 76 L78 96 L56 96 C52 96 52 92 54 88 C58 78 34 78 38 88"
            " C40 92 40 96 34 96"
            " L10 96 L10 76 C10 70 16 72 20 74 C30 78 30 50 20 54 C16 56 10 58 10 52"
        )
    )
    piece.polygon(
        path(
            "M78 30 L78 52 C78 58 84 56 88 54 C99 50 99 78 88 74 C84 72 78 70 78 76 L78 96 L72 96 L72 74"
            " C72 66 78 66 84 68"
            " C90 70 90 58 84 60 C78 62 72 60 72 54 L72 30"
        ),
        "shade",
    )
    piece.line([(0.15, 0.35), (0.38, 0.35)], 0.022, "light")
    piece.line([(0.15, 0.35), (0.15, 0.48)], 0.022, "light")


@motif("fishing-hook")
def fishing_hook(pen: Pen) -> None:
    pen.line([(0.6, 0.02), (0.6, 0.1)], 0.014, "shade")
    pen.ring(0.6, 0.13, 0.045, 0.03)
    pen.line(path("M60 17 L60 66 C60 92 22 94 21 66"), 0.06)
    pen.polygon(path("M18 69 L18 62 Q19 48 27 42 L28 60 L39 66 L24 69"))
    pen.line(path("M58.5 24 L58.5 66"), 0.014, "light")
    for y in (0.22, 0.25, 0.28):
        pen.line([(0.57, y), (0.63, y)], 0.016, "accent")
    pen.line(path("M60 76 C70 74 80 66 76 54 C73 44 82 40 86 46"), 0.055, "accent")
    pen.line(path("M56 84 C50 76 46 82 40 78"), 0.05, "accent")


def _heart(pen: Pen) -> None:
    pen.polygon(mirrored(path("M50 95 C36 74 6 60 6 32 C6 4 42 4 50 28")), "accent")


def _diamond(pen: Pen) -> None:
    pen.polygon(mirrored(path("M50 2 Q34 30 12 50 Q34 70 50 98")), "accent")
