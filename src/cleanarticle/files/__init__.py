"""Files of pages, read and written as streams: folders, JSON Lines, CSV, Parquet, WARC."""
