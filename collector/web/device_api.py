"""What programs read of devices: shapes, and the handlers that fill them."""

import asyncio
from typing import Any, get_args

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from agent.shared.survey import DeviceKind, Survey
from collector.device_book import DeviceState
from collector.device_line import DeviceLine, line_of
from collector.services import Services
from collector.store.device import DeviceRecord
from collector.web.problems import ProblemError, answer


class DeviceView(DeviceLine, frozen=True, kw_only=True):
    """One device as it stands now; times are Unix seconds.

    ``state`` is ``unknown`` while its agent does not report; ``last_seen`` is when it
    last answered.
    """

    state: DeviceState
    last_seen: float
    switch: str


class DeviceList(msgspec.Struct, frozen=True):
    """Devices by site and name, those of revoked agents left out."""

    devices: list[DeviceView]


class DeviceDetail(DeviceView, frozen=True, kw_only=True):
    """One device with all that its agent said of it last."""

    survey: Survey


class DeviceApi:
    """The handlers; they read memory alone."""

    def __init__(self, services: Services) -> None:
        self._services = services

    async def everything(self, request: Request) -> Response:
        """Answer with all devices; ``site`` and ``kind`` narrow them."""
        query = request.query_params
        site, kind = query.get("site"), query.get("kind")
        if kind is not None and kind not in get_args(DeviceKind):
            known = ", ".join(get_args(DeviceKind))
            raise ProblemError(400, "bad_parameter", f"kind is one of {known}.")
        return await asyncio.to_thread(self._answer, site, kind)

    async def one(self, request: Request) -> Response:
        """Answer with one device and its survey."""
        device = self._services.devices.get(request.path_params["device"])
        if device is None or not self._is_shown(device):
            raise ProblemError(
                404, "unknown_device", "No device has this id: see /api/v1/devices."
            )
        return await asyncio.to_thread(self._answer_one, device)

    def _answer(self, site: str | None, kind: str | None) -> Response:
        views = [
            view
            for device in self._services.devices.all()
            if self._is_shown(device) and kind in {None, device.survey.kind}
            if (view := DeviceView(**self._known(device))).site == site or site is None
        ]
        views.sort(key=lambda view: (view.site, view.name, view.id))
        return answer(DeviceList(views))

    def _answer_one(self, device: DeviceRecord) -> Response:
        return answer(DeviceDetail(**self._known(device), survey=device.survey))

    def _is_shown(self, device: DeviceRecord) -> bool:
        agent = self._services.registry.agent(device.agent)
        return agent is not None and agent.state != "revoked"

    def _known(self, device: DeviceRecord) -> dict[str, Any]:
        services = self._services
        book, now = services.devices, services.clock.now()
        line = line_of(device, book.instance(device.id), services.registry.agents())
        return {
            **msgspec.structs.asdict(line),
            "state": book.state(device.id, now),
            "last_seen": max(
                device.time if device.survey.answered else 0.0,
                services.live.last_seen(device.id),
            ),
            "switch": services.switch_of(device.id),
        }
