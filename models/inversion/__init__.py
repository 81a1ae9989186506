"""Motion textual inversion (LEAD, section 4.2): a style learned from an animator's own clips, as a token of the prompt."""
