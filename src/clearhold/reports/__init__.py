"""A finished run as files. Reports show what `Screening` holds and compute nothing."""

from clearhold.reports.json_files import exact_json, summary_json
from clearhold.reports.report_folder import ReportOptions, write_reports
from clearhold.reports.self_check import failure_of

__all__ = ["ReportOptions", "exact_json", "failure_of", "summary_json", "write_reports"]
