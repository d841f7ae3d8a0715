"""What is wrong when an analysis cannot be made of a study."""


class AnalysisError(ValueError):
    """A study that does not hold what an analysis needs; the message says what would."""


class WordError(AnalysisError):
    """An outcome, option or condition that somebody wrote and that says nothing."""
