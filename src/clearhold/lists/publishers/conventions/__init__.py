"""What lists of several publishers have in common: how they write names, places and days, on what grounds they list.

Each module has one of these; a publisher's module takes from here what its list writes as others do.
"""
