"""The parts of the page How sure are we: what is chosen by, maps, drivers, worth, precision."""
