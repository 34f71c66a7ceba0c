"""The model's own files: catalogue, settings and measurements, written on a click."""

from __future__ import annotations

from functools import partial
from typing import get_args

import streamlit as st

from dashboard.browser.lasting_files import draw_download
from dashboard.browser.page import draw_html
from dashboard.export.model_files import (
    catalogue_as_csv,
    measurements_as_csv,
    measurements_as_json,
    settings_as_json,
)
from dashboard.panels.common.codebook import draw_codebook
from dashboard.panels.common.panel import panel
from dashboard.service.service import Service
from dashboard.text.markup import heading
from emde_core.artifacts.results import ResultKind


@panel("The model’s files")
def draw_model_downloads(service: Service) -> None:
    """Draw a button for each file; measurements only where there are any."""
    model = service.model
    draw_html(heading("Files for researchers"))
    with st.container(horizontal=True, key="model-files"):
        draw_download("The catalogue (CSV)", partial(catalogue_as_csv, model), "catalogue.csv", "text/csv")
        draw_download("Its settings (JSON)", partial(settings_as_json, model), "settings.json", "application/json")
        kept_results = [results for kind in get_args(ResultKind) if (results := service.results(kind))]
        measurements = [each.results for each in kept_results]
        if measurements:
            csv, json = partial(measurements_as_csv, measurements), partial(measurements_as_json, measurements)
            draw_download("Measurements (CSV)", csv, "measurements.csv", "text/csv")
            draw_download("Measurements (JSON)", json, "measurements.json", "application/json")
        draw_codebook("model")
