"""What backup programs, their stamps and their drop-ins say of their last runs."""
