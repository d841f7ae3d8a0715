"""What can end a study: it is refused before anything happens, or it stops on the way."""


class StudyError(Exception):
    """A study that cannot go on; the message says why and what to do."""


class RefusedError(StudyError):
    """What was asked for does not fit the folder; nothing has been changed."""


class StoppedError(StudyError):
    """Something outside the study stopped it; what was finished is safe and it can be resumed."""
