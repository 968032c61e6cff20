"""Preview cards: a picture of each paper for chats and social sites."""
