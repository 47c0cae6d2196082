import { COLORS, SMALL, TEXT } from './styles.ts';

/** A fact and what it is called; a value of `null` is left out. */
export type MailFact = readonly [label: string, value: string | null];

/** Props of {@link MailFacts}. */
export interface MailFactsProps {
  direction: 'ltr' | 'rtl';
  facts: readonly MailFact[];
}

/** The facts of a mail, one a row. Renders a `<table>`; the text part has them as `label: value`. */
export function MailFacts({ direction, facts }: MailFactsProps) {
  const shown = facts.filter(([, value]) => value !== null);
  const line = `1px solid ${COLORS.line.light}`;
  return (
    <table
      className="floe-facts"
      width="100%"
      cellPadding="0"
      cellSpacing="0"
      style={{ borderCollapse: 'collapse', margin: '0 0 20px' }}
    >
      <tbody>
        {shown.map(([label, value]) => (
          <tr key={label} className="floe-fact">
            <th
              scope="row"
              className="floe-muted floe-line"
              style={{
                ...SMALL,
                // Mail clients center it, and know no logical sides.
                textAlign: direction === 'rtl' ? 'right' : 'left',
                fontWeight: 400,
                borderBottom: line,
                // The longest label ends where the value begins.
                padding: direction === 'rtl' ? '9px 0 9px 12px' : '9px 12px 9px 0',
                width: '38%',
                verticalAlign: 'top',
              }}
            >
              {label}
            </th>
            <td
              className="floe-ink floe-line"
              style={{ ...TEXT, fontSize: '15px', lineHeight: '22px', borderBottom: line, padding: '8px 0' }}
            >
              {value}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
