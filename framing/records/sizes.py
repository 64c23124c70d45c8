"""What so many articles and matches allow one to say (docs/methods.md): once for statistics and report."""

#: Below this many articles per outlet: no p, no interval of a difference, no "significant".
FEWEST_FOR_P = 4
#: From this many on the power note stands beside the interval.
FEWEST_FOR_POWER = 10
#: From this many on a model with genre and event says more than a ratio.
FEWEST_FOR_MODELS = 30
#: Never rank, compare or put into words what rests on fewer matches.
FEWEST_FOR_RANK = 5
#: A difference is called one only below this q.
CALLED_BELOW = 0.05

#: Articles per outlet -> chance to notice a true 2.5-fold rate ratio at the 5 % level (measured, docs/methods.md).
POWER = {3: 0.05, 5: 0.10, 10: 0.15, 20: 0.33, 50: 0.62}
