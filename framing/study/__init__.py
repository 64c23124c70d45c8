"""Where the parts meet: articles and a codebook in, tables out; the API and the command line are thin over this."""
