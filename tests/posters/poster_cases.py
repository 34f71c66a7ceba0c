"""What the poster tests share: a recipe to vary, and titles that are hard to set."""

from emde_core.posters.recipe import PosterRecipe

NASTY_TITLES = (
    "M",
    "Dr. Strangelove or: How I Learned to Stop Worrying and Love the Bomb",
    "Le Cinquième Élément",
    "Příliš žluťoučký kůň: Ørsted, Łódź & Ångström",
    "Koyaanisqatsi",
    "Supercalifragilisticexpialidocious-and-Pneumonoultramicroscopic",
    "8½",
    "The Englishman Who Went Up a Hill, But Came Down a Mountain",
    "Il",
    "$9.99: 100% (Really?)",
    " ".join(["word"] * 40),
)


def recipe(**changes):
    """A plain recipe with some words changed."""
    words = {
        "film": "50",
        "composition": "object",
        "motif": "mountain",
        "second": None,
        "palette": "noir-1",
        "texture": "plain",
        "type": "condensed",
        "title_at": "bottom",
    }
    return PosterRecipe(**{**words, **changes})
