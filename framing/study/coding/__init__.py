"""People and machines that code: sheets, agreement, validation, models."""
