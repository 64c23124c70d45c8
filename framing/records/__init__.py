"""What things are: article, batch, match, codebook, coding, issue, and the tables with their columns."""
