"""The pages of the browser front end, one function each."""
