"""Files of any size: unit after unit, by workers here or on a cluster, settled in the order of the files."""
