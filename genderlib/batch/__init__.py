"""Rendering: what to render, in which process, and where it is written."""
