import { convert, type FormatCallback } from 'html-to-text';

/** A row of facts on a line of its own: `label: value`. */
const factRow: FormatCallback = (row, walk, builder) => {
  const cells = row.children.filter(({ name }) => name === 'td' || name === 'th');
  builder.openBlock({ leadingLineBreaks: 1 });
  for (const [index, cell] of cells.entries()) {
    if (index > 0) builder.addInline(': ');
    walk(cell.children, builder);
  }
  builder.closeBlock({ trailingLineBreaks: 1 });
};

const lines = { leadingLineBreaks: 2, trailingLineBreaks: 2 };

/** The text part of a mail: every word of its HTML part in the same order, addresses of links behind their words. */
export function htmlToText(html: string): string {
  return convert(html, {
    // Clients wrap by themselves, each to its own width.
    wordwrap: false,
    formatters: { factRow },
    selectors: [
      { selector: 'head', format: 'skip' },
      { selector: '[data-skip-in-text=true]', format: 'skip' },
      { selector: 'img', format: 'skip' },
      { selector: 'h1', options: { ...lines, uppercase: false } },
      { selector: 'p', options: lines },
      { selector: 'a', options: { linkBrackets: ['<', '>'], hideLinkHrefIfSameAsText: true } },
      { selector: 'table.floe-facts', format: 'block', options: lines },
      { selector: 'caption.floe-muted', format: 'block', options: { trailingLineBreaks: 1 } },
      { selector: 'tr.floe-fact', format: 'factRow' },
    ],
  });
}
