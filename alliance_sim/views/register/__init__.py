"""The parts of the page Evidence: numbers, claims, when each should win, the model, the rest."""
