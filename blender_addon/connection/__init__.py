"""The way to the motion server: its process, its HTTP, and the job that is running."""
