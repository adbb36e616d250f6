"""What may become of a finding and of a difference; two records of one visit beside each other."""
