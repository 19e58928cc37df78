"""The wire: where releases come in from the network, by feeds and one by one."""
