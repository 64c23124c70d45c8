"""What in a text is the page's and not the article's: marked by blocks, with what it tells of day, writer and headline.

The text as lines           lines ─▶ layout (where the prose begins and ends, the outer lines, date stamps, dateline)
All blocks of a text        blocks: the one entrance; each of the others knows one kind of thing
A line by its own words     labels (buttons, rubrics), notices, credit_lines, furniture, databases, phrases (of outlets)
A line by where it stands   surroundings (above, below), bylines, teasers, menus, offers, opening, headings, inserted
What they tell              stamps, textdate (the day), bylines (the writer), datelines; markup (faults)
"""
