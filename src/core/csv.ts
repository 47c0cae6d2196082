// What a spreadsheet takes for the beginning of a formula, full-width forms included, and what it skips before one.
const FORMULA_START = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;

const NEEDS_QUOTES = /[",\r\n]|^\s|\s$/;

/**
 * One record of a CSV file (RFC 4180), with its line end. What a spreadsheet would run as a formula begins with an
 * apostrophe, so that it shows as text.
 *
 * @see https://owasp.org/www-community/attacks/CSV_Injection
 */
export function toCsvRecord(fields: readonly (string | null)[]): string {
  return `${fields.map(toField).join(',')}\r\n`;
}

function toField(value: string | null): string {
  if (value === null) return '';
  const isFormula = FORMULA_START.test(value);
  const text = isFormula ? `'${value}` : value;
  // Quoted as well: a separator inside would begin another cell, and that one a formula.
  return isFormula || NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
