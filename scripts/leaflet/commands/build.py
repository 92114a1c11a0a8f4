"""`leaflet build`."""
from pathlib import Path
import click
from leaflet.settings import read_settings
from leaflet.site import build_site

@click.command()
@click.option("--clean", is_flag=True)
def build(clean: bool) -> None:
    s,_=read_settings(Path.cwd())
    print(build_site(s, Path("site"), print, clean))
