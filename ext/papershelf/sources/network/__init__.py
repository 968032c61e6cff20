"""What stands in the web: answers of servers, lists, pictures; asked politely, limited, checked."""
