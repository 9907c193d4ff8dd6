"""What the reference says beside the code's own words, in both languages: one catalogue per part of it."""
