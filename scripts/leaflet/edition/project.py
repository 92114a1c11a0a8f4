"""All that people wrote: the settings and the leaflet in each language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from leaflet.content.model import Leaflet
from leaflet.project.settings import Settings


@dataclass(frozen=True, slots=True, eq=False)
class Project:
    """What source checks look at: the settings and the leaflet in each language, as far as they could be read."""

    settings: Settings
    leaflets: Mapping[str, Leaflet]
