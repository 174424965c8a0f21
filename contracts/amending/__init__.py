"""What a change of a contract is: which kinds there are, what each leads to, and what it says on paper."""
