"""Many runs: every option in every simulated future, on any number of workers."""
