"""What lies outside this machine: the mail server and Telegram, only where they are set."""

from __future__ import annotations

import asyncio
import smtplib
import ssl
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid

from bot import clock
from bot.doctor.findings import Finding, ok, split, stop, warn
from bot.doctor.telegram_side import ask_telegram, judged
from bot.settings import SettingRefused, Settings
from bot.smtp import PATIENCE, MailServer, knock, post
from bot.telegram.naming import telegram_name
from bot.texts import say


async def letters_go(settings: Settings, send_test: str = "") -> Finding:
    """Whether the mail server lets us in; ``send_test``: an address that gets a letter."""
    server = settings.mail_server
    if server is None:
        return warn(
            "Letters",
            "EARSHOT_SMTP is not set: when a chat fails, nobody is told another way.",
            "set EARSHOT_SMTP, EARSHOT_SMTP_PASSWORD and EARSHOT_SMTP_FROM",
        )
    try:
        if send_test:
            await asyncio.to_thread(post, server, _test_letter(server, send_test))
        else:
            await asyncio.to_thread(knock, server)
    except (OSError, smtplib.SMTPException) as fault:
        return stop("Letters", f"{server.host}:{server.port} {_refusal(fault)}", _way_out(fault))
    done = f"a test went to {send_test}: has it come?" if send_test else "the server lets us in"
    return ok("Letters", done)


def _refusal(fault: OSError | smtplib.SMTPException) -> str:
    """What a mail server did instead of taking a letter. Nothing is repeated but its number."""
    match fault:
        case ssl.SSLCertVerificationError():
            return f"has a certificate that does not hold ({fault.verify_message}): nothing sent."
        case ssl.SSLError() | smtplib.SMTPNotSupportedError():
            return "offers no TLS here, and nothing goes in clear: nothing sent."
        case smtplib.SMTPAuthenticationError():
            return f"did not take the user and the password ({fault.smtp_code})."
        case smtplib.SMTPResponseException():
            return f"did not take the letter ({fault.smtp_code})."
        case smtplib.SMTPRecipientsRefused():
            return "did not take a letter to that address."
        case smtplib.SMTPServerDisconnected() | TimeoutError():
            return f"hung up, or said nothing for {PATIENCE:.0f} seconds."
        case _:
            return f"did not let us in ({type(fault).__name__})."


def _way_out(fault: OSError | smtplib.SMTPException) -> str:
    match fault:
        case ssl.SSLCertVerificationError():
            return (
                "give the name that is in the certificate, and have the server send its whole "
                "chain; a certificate of your own counts once SSL_CERT_FILE names its issuer"
            )
        case ssl.SSLError() | smtplib.SMTPNotSupportedError():
            return (
                "smtp:// is for port 587, smtps:// for 465; ask whoever keeps the server for TLS"
            )
        case _:
            return "check EARSHOT_SMTP, its password and the certificate of the server"


def _test_letter(server: MailServer, to: str) -> EmailMessage:
    letter = EmailMessage()
    letter["Subject"] = say("doctor.letter_subject")
    letter["From"], letter["To"] = server.sender, to
    letter["Date"] = format_datetime(clock.now())
    letter["Message-ID"] = make_msgid(domain=server.sender.rpartition("@")[2] or "localhost")
    letter["Auto-Submitted"] = "auto-generated"
    letter.set_content(say("doctor.letter"))
    return letter


async def telegram_answers(settings: Settings, now: datetime) -> list[Finding]:
    """Whether Telegram knows our token, where it pushes to, and whether our clocks agree."""
    if not settings.telegram_token:
        return [ok("Telegram", "off: the browser chat alone")]
    try:
        name = await telegram_name(settings)
    except SettingRefused as refused:
        return [split("Telegram", str(refused))]
    told = await ask_telegram(settings)
    more = [] if told is None else judged(told, settings, now)
    return [ok("Telegram", f"@{name}"), *more]
