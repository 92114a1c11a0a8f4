from leaflet.commands import main

main()
