import { COLORS, SMALL, TEXT } from './styles.ts';

/** A line of an account; the last ones are its sums. */
export interface MailAmount {
  label: string;
  amount: string;
  /** A sum that matters most. @default false */
  isTotal?: boolean | undefined;
}

/** Props of {@link MailAmounts}. */
export interface MailAmountsProps {
  caption: string;
  direction: 'ltr' | 'rtl';
  amounts: readonly MailAmount[];
}

/** What a sum is made of, one amount a row. Renders a `<table>`; the text part has them as `label: amount`. */
export function MailAmounts({ caption, direction, amounts }: MailAmountsProps) {
  // Mail clients know no logical sides.
  const [start, end] = direction === 'rtl' ? (['right', 'left'] as const) : (['left', 'right'] as const);
  return (
    <table
      className="floe-facts"
      width="100%"
      cellPadding="0"
      cellSpacing="0"
      style={{ borderCollapse: 'collapse', margin: '0 0 20px' }}
    >
      <caption className="floe-muted" style={{ ...SMALL, textAlign: start, padding: '0 0 4px' }}>
        {caption}
      </caption>
      <tbody>
        {amounts.map(({ label, amount, isTotal = false }, index) => {
          const style = {
            ...TEXT,
            fontSize: '15px',
            lineHeight: '22px',
            fontWeight: isTotal ? 600 : 400,
            borderBottom: `1px solid ${COLORS.line.light}`,
            padding: '8px 0',
            verticalAlign: 'top',
          } as const;
          return (
            // Two lines may say the same.
            // biome-ignore lint/suspicious/noArrayIndexKey: the rows are rendered once and never move.
            <tr key={index} className="floe-fact">
              <th scope="row" className="floe-ink floe-line" style={{ ...style, textAlign: start }}>
                {label}
              </th>
              <td className="floe-ink floe-line" style={{ ...style, textAlign: end, whiteSpace: 'nowrap' }}>
                {amount}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
