/** What stands in a cell; `null` for nothing. */
export type Cell = string | number | null;

function toField(cell: Cell): string {
  const text = cell === null ? '' : String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * Rows as CSV, as Python's `csv` writes them in its dialect `excel`. As at Polar, what a spreadsheet takes for a formula
 * stays what it is.
 */
export function toCsv(rows: readonly (readonly Cell[])[]): string {
  return rows.map((row) => `${row.map(toField).join(',')}\r\n`).join('');
}

/** A number as Python writes one that is not whole by its type: `5.0`. */
export function toFloatCell(value: number): string {
  return Number.isInteger(value) ? value.toFixed(1) : String(value);
}
