"""Questions to a device by pysnmp 7: its asyncio, its engine and its words end here."""

import asyncio
import contextlib
import logging
from collections.abc import Callable, Sequence
from typing import Any

from agent.readers.snmp.rows import Oid
from agent.sources.snmp.address import Address
from agent.sources.snmp.credential import Community, Credential, User
from agent.sources.snmp.device import (
    Fault,
    NoAnswerError,
    RefusedError,
    Reply,
    SnmpError,
    WrongCredentialError,
)
from agent.sources.snmp.pysnmp_words import auth_data, failure, value
from agent.sources.snmp.status import refusal

_VLAN_S = 1.0
_PATIENCE = 2.0
"""How many times longer than pysnmp's own time-outs we wait before we stop it."""


class Session:
    """One pysnmp engine and its event loop, for one device and one thread."""

    def __init__(self, address: Address, *, timeout_s: float, retries: int) -> None:
        from pysnmp.entity.engine import SnmpEngine

        # pysnmp logs what it receives, bytes and all, when somebody turns it up.
        logging.getLogger("pysnmp").setLevel(logging.WARNING)
        self.address = address
        self.timeout_s = timeout_s
        self.retries = retries
        self.loop = asyncio.new_event_loop()
        self.engine = self._heard_by(SnmpEngine())
        self.heard = False
        self.answered = False
        self.closed = False

    def renew(self) -> None:
        """Forget what is known of the device's SNMPv3 engine: a new one may be there.

        pysnmp itself goes on with the first engine ID that it learned, into silence.
        """
        from pysnmp.entity.engine import SnmpEngine

        self.loop.run_until_complete(self._end())
        self.engine = self._heard_by(SnmpEngine())
        self.heard = self.answered = False

    def _heard_by(self, engine: Any) -> Any:
        """Return *engine*, which notes in ``heard`` that any packet came."""
        receive = engine.message_dispatcher.receive_message

        def note(*arguments: Any) -> Any:
            self.heard = True
            return receive(*arguments)

        engine.message_dispatcher.receive_message = note
        return engine

    async def target(self, timeout_s: float, retries: int) -> Any:
        """Return where pysnmp sends to."""
        from pysnmp.hlapi.v3arch.asyncio.transport import (
            Udp6TransportTarget,
            UdpTransportTarget,
        )

        kind = Udp6TransportTarget if self.address.is_ipv6 else UdpTransportTarget
        return await kind.create(
            (self.address.host, self.address.port),
            timeout=timeout_s,
            retries=retries,
        )

    def close(self) -> None:
        """End the engine, its socket and the loop."""
        if self.closed:
            return
        self.closed = True
        self.loop.run_until_complete(self._end())
        self.loop.close()

    async def _end(self) -> None:
        with contextlib.suppress(Exception):
            self.engine.close_dispatcher()
        tasks = asyncio.all_tasks() - {asyncio.current_task()}
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await asyncio.sleep(0)  # sockets close in the next turn of the loop


class PysnmpExchange:
    """One device and one credential, over a ``Session``."""

    def __init__(
        self,
        session: Session,
        credential: Credential,
        *,
        vlan: int | None = None,
    ) -> None:
        self._session = session
        self._credential = credential
        self._timeout_s, self._retries = session.timeout_s, session.retries
        if vlan is not None:  # many a VLAN has no view, and says so by silence
            self._timeout_s, self._retries = min(session.timeout_s, _VLAN_S), 0
        self._auth, self._context = auth_data(credential, vlan)
        self._vlan = vlan
        self._target: Any = None
        self._engine: Any = None

    @property
    def has_bulk(self) -> bool:
        """Whether GETBULK exists here: not in SNMPv1."""
        credential = self._credential
        return not (isinstance(credential, Community) and credential.version == "1")

    def get(self, names: Sequence[Oid]) -> Reply:
        """Ask for exactly *names*."""
        from pysnmp.entity.rfc3413.cmdgen import GetCommandGenerator

        return self._ask(GetCommandGenerator(), names)

    def next(self, names: Sequence[Oid]) -> Reply:
        """Ask for what follows each of *names*."""
        from pysnmp.entity.rfc3413.cmdgen import NextCommandGeneratorSingleRun

        return self._ask(NextCommandGeneratorSingleRun(), names)

    def bulk(self, names: Sequence[Oid], repetitions: int) -> Reply:
        """Ask for up to *repetitions* rows that follow each of *names*."""
        from pysnmp.entity.rfc3413.cmdgen import BulkCommandGeneratorSingleRun

        return self._ask(BulkCommandGeneratorSingleRun(), names, 0, repetitions)

    def for_vlan(self, vlan: int) -> "PysnmpExchange":
        """Return the same device inside one VLAN, asked without retries."""
        return PysnmpExchange(self._session, self._credential, vlan=vlan)

    def close(self) -> None:
        """End the session, which the views by VLAN share."""
        self._session.close()

    def _ask(self, generator: Any, names: Sequence[Oid], *sizes: int) -> Reply:
        """Return the reply to one question.

        Raises:
            SnmpError: there was none, or it was a refusal.
        """
        session = self._session
        session.heard = False
        try:
            reply = self._ask_once(generator, names, sizes)
        except (NoAnswerError, WrongCredentialError) as err:
            # One that says nothing at all is dead, and another engine would not help.
            known = session.answered and self._vlan is None
            if not (isinstance(self._credential, User) and known and session.heard):
                raise self._meant(err) from None
            session.renew()
            reply = self._ask_once(generator, names, sizes)
        except RefusedError as err:
            raise self._meant(err) from None
        session.answered = True
        return reply

    def _meant(self, err: SnmpError) -> SnmpError:
        """Return what *err* to a user of SNMPv3 means before the first reply.

        A packet that cannot be decrypted is met with silence by many agents, though
        they told their engine ID. Access that is refused depends on the level alone:
        objects outside a view are as if they were not there (RFC 3415).
        """
        user, session = self._credential, self._session
        if not isinstance(user, User) or session.answered or self._vlan is not None:
            return err
        if isinstance(err, RefusedError):
            return WrongCredentialError(Fault.LEVEL)
        if isinstance(err, NoAnswerError) and user.priv_key and session.heard:
            return WrongCredentialError(Fault.PRIV_KEY)
        return err

    def _ask_once(
        self, generator: Any, names: Sequence[Oid], sizes: Sequence[int]
    ) -> Reply:
        session = self._session
        waiting = self._timeout_s * (self._retries + 1) * _PATIENCE + 1
        coroutine = asyncio.wait_for(self._asked(generator, names, sizes), waiting)
        try:
            indication, status, index, found = session.loop.run_until_complete(
                coroutine
            )
        except TimeoutError as err:
            raise NoAnswerError("no answer") from err
        except SnmpError:
            raise
        except Exception as err:  # noqa: BLE001 - any reply may make pysnmp stumble
            # Its words may hold the question, so they stay behind.
            raise failure(type(err).__name__) from None
        if indication:
            raise failure(type(indication).__name__)
        if int(status):
            raise refusal(int(status), int(index))
        return [(tuple(name), value(content)) for name, content in found]

    async def _asked(
        self, generator: Any, names: Sequence[Oid], sizes: Sequence[int]
    ) -> tuple[Any, Any, Any, Any]:
        """Send one question straight to pysnmp's engine, past its MIB look-ups."""
        from pysnmp.hlapi.v3arch.asyncio.cmdgen import LCD
        from pysnmp.proto.rfc1902 import Null, ObjectName

        engine = self._session.engine
        if self._target is None or self._engine is not engine:
            self._target = await self._session.target(self._timeout_s, self._retries)
            self._engine = engine
        address, _ = LCD.configure(engine, self._auth, self._target, self._context)
        engine.transport_dispatcher.set_timer_resolution(_resolution(self._session))
        arrived: asyncio.Future[tuple[Any, Any, Any, Any]] = (
            asyncio.get_running_loop().create_future()
        )
        generator.send_varbinds(
            engine,
            address,
            None,
            self._context,
            *sizes,
            [(ObjectName(name), Null("")) for name in names],
            _deliver(arrived),
        )
        return await arrived


def _resolution(session: Session) -> float:
    return min(0.5, max(0.02, session.timeout_s / 4))


def _deliver(
    arrived: "asyncio.Future[tuple[Any, Any, Any, Any]]",
) -> Callable[..., None]:
    def deliver(_engine: Any, _handle: Any, *result: Any) -> None:
        if not arrived.done():
            indication, status, index, found, _ = result
            arrived.set_result((indication, status, index, found))

    return deliver
