"""The assessment policy of the 10086 hotline as scheme documents."""
