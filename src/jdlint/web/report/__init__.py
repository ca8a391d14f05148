"""The report: a page on posts, side by side and one by one."""
