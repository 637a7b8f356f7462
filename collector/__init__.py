"""The collector: receives, keeps, judges and shows what agents report."""
