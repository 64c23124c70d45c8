"""What is kept: articles, their scores, baselines and hand codes, and what new articles change."""
