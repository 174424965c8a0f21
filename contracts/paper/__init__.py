"""What does a contract look like on paper, and as data for machines?"""
