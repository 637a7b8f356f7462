"""Small pictures of kinds of devices, drawn by us; a form for each kind. Pure."""

from markupsafe import Markup

_SWITCH = '<rect x="0" y="5" width="20" height="10" rx="2"/><path d="M3.5 8.5h2M8 8.5h2M12.5 8.5h2M3.5 11.8h2M8 11.8h2M12.5 11.8h2"/>'
_SHAPES: dict[str, str] = {
    "switch": _SWITCH,
    "unmanaged_switch": _SWITCH,
    "router": '<circle cx="10" cy="10" r="8.5"/><path d="M10 3.5v5M7.8 5.7L10 3.5l2.2 2.2M10 16.5v-5M7.8 14.3l2.2 2.2 2.2-2.2M4 10h4M12 10h4"/>',
    "firewall": '<rect x="1" y="3" width="18" height="14" rx="1"/><path d="M1 7.7h18M1 12.3h18M7 3v4.7M13 7.7v4.6M7 12.3V17"/>',
    "access_point": '<circle cx="10" cy="14.5" r="1.6"/><path d="M5.6 11a6 6 0 0 1 8.8 0M2.6 7.8a10.4 10.4 0 0 1 14.8 0"/>',
    "printer": '<path d="M5 7V2.5h10V7M5 13H2V7h16v6h-3"/><rect x="5" y="11" width="10" height="6.5"/>',
    "ups": '<rect x="3" y="3" width="14" height="14" rx="2"/><path d="M11 5.5l-3.6 5h2.8L9 14.5l3.8-5.4H10z"/>',
    "nas": '<rect x="3" y="2.5" width="14" height="15" rx="1.5"/><path d="M3 7.5h14M3 12.5h14M13.5 5h1M13.5 10h1M13.5 15h1"/>',
    "server": '<rect x="3" y="2.5" width="14" height="15" rx="1.5"/><path d="M6 6.5h8M6 9.5h8M6 13.8h1"/>',
    "phone": '<path d="M4 3.5c2-1 3.5-.5 4 2.5l-1.6 2c1 2.4 2.8 4.2 5.2 5.2l2-1.6c3 .5 3.5 2 2.5 4-6 2.5-14.6-6-12.1-12.1z"/>',
    "hypervisor": '<rect x="1.5" y="3" width="11" height="9" rx="1"/><rect x="7.5" y="8" width="11" height="9" rx="1"/>',
    "other": '<rect x="3" y="4" width="14" height="12" rx="2"/><path d="M7 10h6"/>',
}


def icon(kind: str) -> Markup:
    """Return the picture of *kind* at the left of a box."""
    shape = _SHAPES.get(kind, _SHAPES["other"])
    return Markup(  # noqa: S704 - only what stands above
        f'<g class="icon" transform="translate(7 12) scale(.9)">{shape}</g>'
    )


def standing(kind: str) -> Markup:
    """Return the picture of *kind* by itself, in a line of text."""
    shape = _SHAPES.get(kind, _SHAPES["other"])
    return Markup(  # noqa: S704 - only what stands above
        f'<svg class="kind-icon" viewBox="-1 -1 22 22" aria-hidden="true" focusable="false">{shape}</svg>'
    )
