"""How does the portal look and behave on the page? Tags, forms, lists and charts, knowing nothing of apprentices."""
