"""What happens if nothing is done: by when something ends, wears out or fills up."""

from collector.planning.outlook.estate import outlook

__all__ = ["outlook"]
