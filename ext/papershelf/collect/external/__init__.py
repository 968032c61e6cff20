"""What comes from elsewhere than documents, read before each build: bibliographies, other libraries."""
