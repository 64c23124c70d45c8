"""What articles are worded in: their words under house style, what they share, and which of them are copies."""
