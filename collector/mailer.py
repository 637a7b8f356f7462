"""Gives a mail to the office's mail server; TLS everywhere but on this machine."""

import smtplib
import ssl
from email.message import EmailMessage

from collector.hosts import is_loopback
from collector.secret_file import SecretFileError, read_secret
from collector.settings_messages import DigestSettings

_TLS_FROM_THE_BEGINNING = 465


class MailError(Exception):
    """The mail was not taken; the text says why, and holds no password."""


def send(message: EmailMessage, settings: DigestSettings) -> None:
    """Give *message* to the mail server of *settings*.

    Raises:
        MailError: it was not taken by anybody; try again later.
    """
    host, port = settings.server()
    local = is_loopback(host)
    try:
        context = ssl.create_default_context(cafile=settings.ca_file)
        if port == _TLS_FROM_THE_BEGINNING:
            door: smtplib.SMTP = smtplib.SMTP_SSL(
                host, port, timeout=settings.timeout_s, context=context
            )
        else:
            door = smtplib.SMTP(host, port, timeout=settings.timeout_s)
        with door:
            door.ehlo()
            if port != _TLS_FROM_THE_BEGINNING and (
                not local or door.has_extn("starttls")
            ):
                door.starttls(context=context)
                door.ehlo()
            if settings.password_file is not None:
                password = read_secret(settings.password_file).reveal()
                door.login(settings.user, password)
            door.send_message(message, settings.from_, list(settings.to))
    except SecretFileError as err:
        raise MailError(f"{settings.smtp}: {err}") from None
    except (OSError, smtplib.SMTPException) as err:
        raise MailError(f"{settings.smtp}: {_why(err)}") from None


def _why(err: Exception) -> str:
    """Return what went wrong; of what the server says only what it calls an error."""
    if isinstance(err, smtplib.SMTPResponseException):
        said = err.smtp_error
        text = said.decode(errors="replace") if isinstance(said, bytes) else str(said)
        return f"{err.smtp_code} {text[:200]}"
    if isinstance(err, smtplib.SMTPRecipientsRefused):
        return "it takes no mail for " + ", ".join(sorted(err.recipients))
    return str(err) or type(err).__name__
