"""The price list as a sheet that people edit: out as CSV or XLSX, in again, checked."""
