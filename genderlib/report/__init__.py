"""An executed notebook becomes a report: one HTML file that needs nothing else."""
