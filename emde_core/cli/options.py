"""Options that several commands take."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from emde_core.data.readers.registry import READERS
from emde_core.device import Device
from emde_core.modalities.registry import MODALITIES

Model = Annotated[
    Path | None,
    typer.Option("--model", help="A model's folder, or a prepared catalogue with one inside. Default: the demo."),
]
Likes = Annotated[list[str], typer.Option("--like", help="A film that was liked: id, title, or title with year.")]
Dislikes = Annotated[list[str], typer.Option("--dislike", help="A film that was not for them.")]
HistoryFile = Annotated[
    Path | None,
    typer.Option("--history", help="A history as JSON, as emde import writes it; other options add to it."),
]
More = Annotated[
    list[str],
    typer.Option(
        "--more",
        help="A wish for more of something, KIND:NAME: director:Ridley Scott, genre:War, word:desert, or popularity; "
        "with =2 behind it, twice as much.",
    ),
]
Less = Annotated[list[str], typer.Option("--less", help="A wish for less of something.")]
ContentAlone = Annotated[
    bool,
    typer.Option(
        "--content-alone",
        help=f"Read every film by its content alone: {', '.join(each.label for each in MODALITIES)}.",
    ),
]
WorkOn = Annotated[
    Device,
    typer.Option(help="What language models, and the papers' network, work on: the processor, or a GPU."),
]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON document on stdout.")]
Data = Annotated[
    Path | None,
    typer.Option(
        "--data",
        help=f"A folder of films and ratings: {', '.join(each.name for each in READERS)}. Default: MovieLens 100K.",
    ),
]
Metadata = Annotated[
    list[Path],
    typer.Option("--metadata", help="A table of films, joined by IMDb, TMDB or film id: CSV, TSV, JSON, Parquet."),
]
Posters = Annotated[list[Path], typer.Option("--posters", help="Folder of posters named by film, IMDb or TMDB id.")]
TextModel = Annotated[
    str | None, typer.Option("--text-model", help="A sentence-transformers model for plots. Default: all-MiniLM-L6-v2.")
]
ImageModel = Annotated[
    str | None, typer.Option("--image-model", help="A CLIP model for posters. Default: the poster descriptor.")
]
