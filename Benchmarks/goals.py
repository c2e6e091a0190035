"""What the house must reach (docs/benchmarks.md shows each beside its figure)."""
PEER_RATIO = 10.0
"""Times the best of Flask and Django, for a page and for a durable write."""
BARE_RATIO = 2.0
"""Processor time of a served page, at most so many times that of its queries and HTML alone."""
FIRST_PAGE = 50.0
"""Milliseconds from the start of the process to the first page."""
IDLE_MEMORY = 30.0
"""Megabytes (PSS) before the first visitor."""
GROWTH = 3.0
"""A page among a million activities costs at most so many times what it costs among a thousand."""
SEARCH_P50, SEARCH_P99 = 5.0, 50.0
"""Milliseconds for a page of results among 200,000 documents, over the published mix of queries."""
REPORT_PAGE = 50.0
"""Milliseconds for the annual report as a page."""
REPORT_FILE = 5.0
"""Seconds for the annual report as PDF and for Word."""
SIGNED_IN = 2.0
"""A page that a member asks for costs at most so many times what it costs a stranger."""
