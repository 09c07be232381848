"""The brief on a partner, section by section; the sections serve other documents and the partner's page as well."""

from __future__ import annotations
