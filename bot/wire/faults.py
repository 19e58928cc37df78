"""What can go wrong on the wire; each message is one sentence that holds no key."""

from bot.plain import one_line


class WireError(Exception):
    """Something was not fetched. `passing`: it may well go another time, so it is worth trying again."""

    passing = True

    def __init__(self, sentence: str) -> None:
        super().__init__(one_line(sentence))


class AddressError(WireError):
    """An address that is not to be called, or that leads to a place that is not."""

    passing = False


class RedirectError(AddressError):
    """A redirect that is not followed."""


class StatusError(WireError):
    """The server answered, but not with what was asked for.

    `wait` is the number of seconds in which it wants no further call, None where it does not say.
    """

    def __init__(self, sentence: str, status: int, wait: float | None = None) -> None:
        super().__init__(sentence)
        self.status = status
        self.wait = wait
        self.passing = status in (403, 408, 425, 429) or status >= 500  # firewalls like to answer 403


class UnreachableError(WireError):
    """There is no such host, nobody answers there, or what comes is broken off or no HTTP."""


class SlowError(WireError):
    """The answer did not come whole in time."""


class TooLargeError(WireError):
    """The answer is larger than what is taken."""

    passing = False


class StrangeAnswerError(WireError):
    """What came is something else than what was asked for: a firewall's page, a login, a broken feed."""


class KeyRefusedError(WireError):
    """The key that a service wants is missing, or the service does not take it."""

    passing = False
