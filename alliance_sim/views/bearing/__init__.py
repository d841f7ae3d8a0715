"""The parts of the page Who bears what: single providers, one year, measured and lived."""
