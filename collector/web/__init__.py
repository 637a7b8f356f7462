"""The HTTP application: who may call, the server, the API and the pages."""
