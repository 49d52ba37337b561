"""A finished run as files. Reports show what `Screening` holds and compute nothing."""

from clearhold.reports.report_folder import ReportOptions, write_reports

__all__ = ["ReportOptions", "write_reports"]
