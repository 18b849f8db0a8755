"""The whole Linping policy on registers as the sample makes them, from Parquet to Parquet."""
