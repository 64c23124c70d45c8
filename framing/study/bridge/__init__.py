"""The bridge: a batch of articles in, Arrow tables out, whatever the coder."""
