"""The key to files says of every part what files call it, where screens call it otherwise."""

from dashboard.browser.screens import DATA
from dashboard.export.file_key import file_key
from dashboard.look.palette import label

from .screens import everything, turn_to


def test_every_part_that_files_call_otherwise_is_in_the_key(service):
    parts = service.model.parts
    key = file_key(parts)
    assert all((f"“{part}”" in key) == (label(part) != part) for part in parts)
    assert "In files, plot is called “text”" in key
    assert "“additive”" in key


def test_it_stands_beside_the_downloads(app, service):
    assert file_key(service.model.parts) in everything(turn_to(app, DATA))
