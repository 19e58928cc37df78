"""The one error of this package."""


class Refused(Exception):  # noqa: N818 - a file that is not taken is an everyday report, no fault
    """A file that is not taken; the message is one sentence that says why."""
