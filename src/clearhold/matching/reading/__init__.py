"""The method `reading-1`: names in Chinese, Japanese and Korean script against names in Latin letters."""
