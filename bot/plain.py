"""Text of people and files -> text that cannot steer a terminal or break a line of a log."""

# Control characters (line feed and tab apart), the marks that turn the writing direction around,
# and halves of characters.
_STEERING = (
    *range(0x09),
    *range(0x0B, 0x20),
    *range(0x7F, 0xA0),
    0x200E,
    0x200F,
    *range(0x202A, 0x202F),
    *range(0x2066, 0x206A),
    *range(0xD800, 0xE000),
)
_REPLACED = dict.fromkeys(_STEERING, "\N{REPLACEMENT CHARACTER}") | dict.fromkeys(
    (0x0D, 0x85, 0x2028, 0x2029), " "
)


def plain(text: str) -> str:
    """Return `text` with everything that steers a terminal replaced, one character for one: offsets stay."""
    return text.translate(_REPLACED)


def one_line(text: str) -> str:
    """Do what `plain` does, and turn line ends into spaces as well."""
    return plain(text).replace("\n", " ")
