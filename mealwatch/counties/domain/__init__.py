"""The rules of counties: policy and locks, as values."""
