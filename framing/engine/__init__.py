"""How work is run: here, or in worker processes. An engine knows no articles, only a function and its inputs."""
