"""Alembic's entry: the connection comes from ``app.models.migrations``, never from a file."""

from __future__ import annotations

from alembic import context

from app.models.migrations import configure

configure(context, context.config.attributes["connection"])
with context.begin_transaction():
    context.run_migrations()
