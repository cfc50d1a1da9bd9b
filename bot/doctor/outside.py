"""What lies outside this machine: the mail server and Telegram, only where they are set."""

from __future__ import annotations

import asyncio
import smtplib
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid

from bot import clock
from bot.doctor.findings import Finding, ok, split, stop, warn
from bot.settings import SettingRefused, Settings
from bot.smtp import MailServer, knock, post
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
        return stop(
            "Letters",
            f"{server.host}:{server.port} did not let us in ({type(fault).__name__}).",
            "check EARSHOT_SMTP, its password and the certificate of the server",
        )
    done = f"a test went to {send_test}: has it come?" if send_test else "the server lets us in"
    return ok("Letters", done)


def _test_letter(server: MailServer, to: str) -> EmailMessage:
    letter = EmailMessage()
    letter["Subject"] = say("doctor.letter_subject")
    letter["From"], letter["To"] = server.sender, to
    letter["Date"] = format_datetime(clock.now())
    letter["Message-ID"] = make_msgid(domain=server.sender.rpartition("@")[2] or "localhost")
    letter["Auto-Submitted"] = "auto-generated"
    letter.set_content(say("doctor.letter"))
    return letter


async def telegram_answers(settings: Settings) -> Finding:
    """Whether Telegram knows our token."""
    if not settings.telegram_token:
        return ok("Telegram", "off: the browser chat alone")
    try:
        name = await telegram_name(settings)
    except SettingRefused as refused:
        return split("Telegram", str(refused))
    return ok("Telegram", f"@{name}")
