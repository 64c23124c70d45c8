"""One file a format; the table of them is ``framing.registry.IMPORTERS``."""
