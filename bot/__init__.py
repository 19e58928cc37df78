"""What people talk to: the terminal, the Discord bot and its browser preview."""
