from leaflet.commands import main

main(prog_name="leaflet")
