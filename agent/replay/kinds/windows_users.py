"""The members of the local group of administrators."""

from typing import Any

from agent.readers.windows.local_group import holds_every_domain_user, read_members


def read(content: bytes, name: str) -> dict[str, Any]:  # noqa: ARG001 - only a hint
    """Return the members, and whether one of them stands for all of a domain."""
    members = read_members(content)
    return {
        "members": members,
        "every_domain_user_is_admin": holds_every_domain_user(members),
    }
