"""Results on their way out: files, workbooks, notebooks."""
