/** Colors by role, for light and for dark. Mail clients that know no dark mode show the light ones. */
export const COLORS = {
  page: { light: '#f4f5f7', dark: '#0f1115' },
  card: { light: '#ffffff', dark: '#181b21' },
  ink: { light: '#16181d', dark: '#eceef2' },
  muted: { light: '#5b6270', dark: '#a3abb8' },
  line: { light: '#e3e6ea', dark: '#2f353f' },
} as const;

/** What is on every device. No font is fetched: that would tell when a mail is read. */
export const FONT =
  '-apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, Helvetica, Arial, "Noto Sans Arabic", sans-serif';

/** Running text. */
export const TEXT = { fontFamily: FONT, fontSize: '16px', lineHeight: '24px', color: COLORS.ink.light };

/** What is said beside it. */
export const SMALL = { fontFamily: FONT, fontSize: '13px', lineHeight: '20px', color: COLORS.muted.light };

/** The colors of dark mode, by the classes that the parts carry. */
export function darkStyles(accent: { background: string; color: string } | null): string {
  const rules = [
    // The body's color is on a cell around everything, too.
    `.floe-page,.floe-page>table>tbody>tr>td{background:${COLORS.page.dark} !important}`,
    `.floe-card{background:${COLORS.card.dark} !important;border-color:${COLORS.line.dark} !important}`,
    `.floe-ink,.floe-ink a{color:${COLORS.ink.dark} !important}`,
    `.floe-muted,.floe-muted a{color:${COLORS.muted.dark} !important}`,
    `.floe-line{border-color:${COLORS.line.dark} !important}`,
    ...(accent === null
      ? []
      : [`.floe-action{background:${accent.background} !important;color:${accent.color} !important}`]),
  ];
  return `:root{color-scheme:light dark;supported-color-schemes:light dark}@media (prefers-color-scheme:dark){${rules.join('')}}`;
}
