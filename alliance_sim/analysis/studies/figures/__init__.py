"""The pictures of a study's analyses, each drawn on the same kind of sheet."""
