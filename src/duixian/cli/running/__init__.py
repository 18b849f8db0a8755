"""What commands do before they speak: load policies, read registers, decide, write."""
