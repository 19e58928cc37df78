"""The link that adds the bot to a server, with the permissions it needs and no others."""

from urllib.parse import urlencode

# Discord's permission bits, https://discord.com/developers/docs/topics/permissions. They stand here so
# that printing a link loads no discord.py; a test compares them with it.
PERMISSIONS = {
    "view_channel": 1 << 10,
    "send_messages": 1 << 11,
    "embed_links": 1 << 14,
    "read_message_history": 1 << 16,
    "send_messages_in_threads": 1 << 38,
}
SCOPES = ("bot", "applications.commands")


def link(application_id: str) -> str:
    """Return the address that asks a server's manager to let the bot in."""
    query = {
        "client_id": application_id,
        "scope": " ".join(SCOPES),
        "permissions": sum(PERMISSIONS.values()),
    }
    return f"https://discord.com/oauth2/authorize?{urlencode(query)}"
