import { describe, expect, it } from 'vitest';
import { toCsvRecord } from '../../src/core/index.ts';

describe('toCsvRecord', () => {
  it('separates fields by commas and ends with CRLF, nothing for null', () => {
    expect(toCsvRecord(['a', null, '', 'ü €'])).toBe('a,,,ü €\r\n');
  });

  it('quotes what would end a field or a record, and doubles quotes', () => {
    expect(toCsvRecord(['a,b', 'say "hi"', 'two\r\nlines', ' padded '])).toBe(
      '"a,b","say ""hi""","two\r\nlines"," padded "\r\n',
    );
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1', '＋1', '－1', '＠A'])(
    'lets no spreadsheet run %j',
    (formula) => {
      expect(toCsvRecord([formula])).toBe(`"'${formula}"\r\n`);
    },
  );

  it('hides no formula behind a separator of another country', () => {
    expect(toCsvRecord(['=cmd|" /c calc"!A1;=2'])).toBe(`"'=cmd|"" /c calc""!A1;=2"\r\n`);
  });
});
