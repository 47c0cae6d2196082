/** What the portal's pages add to the stylesheet of the hosted pages. */
export const styles = `
:root {
  --good: light-dark(#166534, #86d9a3);
  --good-tint: light-dark(#f0fdf4, #14291c);
}
.portal { max-width: 800px; margin: 0 auto; padding: 24px 24px 64px; }
.portal-nav .seller { margin: 0; min-height: 32px; font-weight: 600; }
.portal-nav ul { display: flex; flex-wrap: wrap; gap: 0 20px; margin: 8px 0 32px; padding: 0; border-bottom: 1px solid var(--line); list-style: none; }
.portal-nav li a { display: inline-flex; align-items: center; min-height: 44px; margin-bottom: -1px; border-bottom: 2px solid transparent; color: var(--muted); text-decoration: none; }
.portal-nav li a:hover { color: var(--text); }
.portal-nav li a[aria-current] { border-color: var(--accent); color: var(--text); }
.portal h1 { margin: 0 0 24px; font-size: 22px; line-height: 1.3; }
.portal h2 { margin: 0 0 4px; font-size: 16px; }
.portal h3 { margin: 24px 0 8px; font-size: 14px; font-weight: 600; }
.portal section { margin: 0 0 32px; }
.portal p { margin: 0 0 8px; max-width: 65ch; }
.portal .alert p, .portal .message p { margin: 0; }
.portal main > p { margin-bottom: 16px; }
.portal .muted { color: var(--muted); }
.portal form { margin: 0; }
.portal form.bare { padding: 0; border: 0; background: none; }
.message { display: flex; gap: 10px; margin: 0 0 24px; padding: 12px 14px; border: 1px solid var(--good); border-radius: 8px; background: var(--good-tint); color: var(--good); }
.message svg, .badge svg { flex: none; margin-top: 2px; }
.badge { display: inline-flex; gap: 6px; padding: 2px 10px 2px 6px; border: 1px solid currentColor; border-radius: 999px; font-size: 12px; line-height: 20px; white-space: nowrap; }
.badge.good { color: var(--good); background: var(--good-tint); }
.badge.bad { color: var(--danger); background: var(--danger-tint); }
.badge.calm, .badge.over { color: var(--muted); }
.title { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 8px 16px; }
.title { margin: 0 0 8px; }
.facts { display: grid; grid-template-columns: minmax(120px, auto) minmax(0, 1fr); gap: 8px 24px; margin: 16px 0 0; font-variant-numeric: tabular-nums; }
.facts dt { color: var(--muted); }
.facts dd { margin: 0; overflow-wrap: anywhere; }
.portal .totals { margin: 16px 0 0; }
.actions { display: flex; flex-wrap: wrap; align-items: center; gap: 8px; margin: 24px 0 0; }
.portal button, .portal .button { width: auto; min-height: 44px; font-size: 14px; }
.portal .second { background: none; border: 1px solid var(--control); color: var(--text); font-weight: 500; }
.portal .second:hover { border-color: var(--text); }
.portal .second.danger { color: var(--danger); }
.portal [aria-disabled=true] { opacity: 0.7; cursor: progress; }
.rows { margin: 0; padding: 0; border: 1px solid var(--line); border-radius: 12px; background: var(--surface); list-style: none; }
.rows > li { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 8px 16px; padding: 12px 24px; }
.rows > li + li { border-top: 1px solid var(--line); }
.rows .what { min-width: 0; overflow-wrap: anywhere; }
.rows .what strong { display: block; font-weight: 500; }
.rows .actions { margin: 0; }
.empty { padding: 24px; border: 1px dashed var(--line); border-radius: 12px; color: var(--muted); }
.portal table { width: 100%; border-collapse: separate; border-spacing: 0; background: var(--surface); border: 1px solid var(--line); border-radius: 12px; font-variant-numeric: tabular-nums; }
.portal th, .portal td { padding: 12px 16px; text-align: left; vertical-align: top; }
.portal th { color: var(--muted); font-size: 12px; font-weight: 500; }
.portal tbody tr > *, .portal tfoot tr:first-child > * { border-top: 1px solid var(--line); }
.portal tfoot th, .portal tfoot td { padding-block: 4px; }
.portal tfoot tr:first-child > * { padding-top: 12px; }
.portal tfoot tr:last-child > * { padding-bottom: 12px; color: var(--text); font-size: 14px; font-weight: 600; }
.portal .amount { text-align: right; white-space: nowrap; }
.portal td time { display: block; color: var(--muted); font-size: 12px; }
.portal textarea { width: 100%; min-height: 96px; padding: 8px 12px; border: 1px solid var(--control); border-radius: 8px; background: var(--surface); color: inherit; font: inherit; font-size: 16px; }
.portal .choice span:only-of-type { margin-left: 0; color: var(--text); }
.portal .grid + .grid { margin-top: 16px; }
.portal .check { display: flex; align-items: center; gap: 10px; min-height: 44px; margin: 16px 0 0; font-size: 14px; }
.portal .check input { width: 20px; min-height: 20px; margin: 0; accent-color: var(--accent); }
.portal input[type=radio] { width: 20px; height: 20px; margin: 0; accent-color: var(--accent); flex: none; }
.portal progress { display: block; width: 100%; max-width: 240px; margin: 8px 0 0; accent-color: var(--accent); }
.pages { display: flex; justify-content: space-between; align-items: center; gap: 16px; margin: 16px 0 0; }
.pages a { display: inline-flex; align-items: center; min-height: 44px; }
@media (max-width: 640px) {
  .portal { padding: 16px 16px 48px; }
  .portal-nav ul { margin-bottom: 24px; }
  .rows > li { padding: 12px 16px; }
  .portal th, .portal td { padding: 12px 8px; }
  .facts { grid-template-columns: minmax(0, 1fr); gap: 0; }
  .facts dd { margin: 0 0 12px; }
  .portal form:not(.bare) > .actions button, .portal form:not(.bare) > .actions .button { flex: 1 1 100%; }
}
`;
