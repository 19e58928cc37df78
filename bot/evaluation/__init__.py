"""`dateline eval`: how well the bot does on questions that somebody wrote with their answers.

`entries` and `questions` understand the file, `judging` compares a reply with what is wanted,
`figures` counts, `report` words, `plot` draws. `command` does the reading, asking and printing.
"""
