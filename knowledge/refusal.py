"""A file that is not taken, and why: what reading raises, whatever stands in the way."""


class Refused(Exception):  # noqa: N818 - a file that is not taken is an everyday report, no fault
    """A file that is not taken; the message is one sentence that says why."""
