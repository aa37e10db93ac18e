"""Results as pages a person reads: plain text with headings, evidence and next steps, in the language of the run."""
