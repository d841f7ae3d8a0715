"""How the market behaves: pure rules, without agents, files or screens."""
