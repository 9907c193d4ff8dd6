"""Every sentence the core says to a person, in Chinese and English: one module per room."""
