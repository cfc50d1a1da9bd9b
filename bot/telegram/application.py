"""One python-telegram-bot application for each chat, with the same handlers."""

from __future__ import annotations

from functools import partial
from typing import Any, cast

from telegram.ext import Application, ContextTypes
from telegram.request import BaseRequest

from bot.services.world import World
from bot.telegram.context import App, Context, Wiring
from bot.telegram.faults import on_fault
from surveys.people.person import Chat


def build(
    world: World,
    *,
    chat: Chat,
    request: BaseRequest,
    token: str,
    base_url: str | None = None,
) -> App:
    """Build the application of one chat, with every handler.

    ``base_url`` is a Bot API server's address, without ``/bot``; None for Telegram's own.
    """
    from bot.telegram.handlers import register_all

    application = bare(world, chat=chat, request=request, token=token, base_url=base_url)
    register_all(application)
    return application


def bare(
    world: World,
    *,
    chat: Chat,
    request: BaseRequest,
    token: str,
    base_url: str | None = None,
) -> App:
    """Build an application that has no handlers yet. See ``build``."""
    # ContextTypes asks for a class it can call with nothing; a partial is as good.
    wiring = cast(type[Wiring], partial(Wiring, world, chat))
    builder = (
        Application.builder()
        .token(token)
        .request(request)
        .get_updates_request(request)
        .updater(None)
        .job_queue(None)
        .context_types(ContextTypes(context=Context, bot_data=wiring))
    )
    if base_url is not None:
        builder = builder.base_url(f"{base_url}/bot").base_file_url(f"{base_url}/file/bot")
    application = cast(App, cast(Any, builder).build())
    application.add_error_handler(cast(Any, on_fault))
    return application
