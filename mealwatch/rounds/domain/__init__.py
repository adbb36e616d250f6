"""Who visits whom: the draw, its proof, conflicts of interest, risk and the longest gap."""
