"""Studies: designed experiments that are written down, survive a kill and can be checked again."""
