"""What people can say to the bot: one cog for each concern."""
