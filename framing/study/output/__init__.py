"""Results on their way out: the evidence, files, workbooks, notebooks."""
