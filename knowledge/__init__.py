"""The knowledge layer: release text in, answers out. It knows no chat."""
