"""Groups of articles held against each other: what is counted, their rates, their words, the events they are on."""
