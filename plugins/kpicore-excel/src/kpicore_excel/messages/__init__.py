"""What the plugin says to people, in Chinese and English: reading, forms and results, a module each."""
