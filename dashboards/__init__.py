"""What Prometheus and Grafana get from us, as code: declared once, written as their files."""
