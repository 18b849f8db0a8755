"""The merge desk: records that may be one, side by side; joined by a clerk, and taken apart again."""
