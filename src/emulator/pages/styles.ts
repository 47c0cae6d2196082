/** The stylesheet of the hosted pages. */
export const styles = `
:root {
  color-scheme: light dark;
  --page: light-dark(#fafafa, #0c0c0e);
  --surface: light-dark(#ffffff, #17171a);
  --text: light-dark(#18181b, #f4f4f5);
  --muted: light-dark(#5b5b66, #a5a5b0);
  --line: light-dark(#e4e4e7, #2c2c32);
  --control: light-dark(#8b8b96, #6d6d78);
  --accent: light-dark(#1d4ed8, #8ab0ff);
  --on-accent: light-dark(#ffffff, #0b1020);
  --danger: light-dark(#b42318, #ff9a8f);
  --danger-tint: light-dark(#fef3f2, #33191a);
}
[data-theme=light] { color-scheme: light; }
[data-theme=dark] { color-scheme: dark; }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text); font: 14px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
a { color: inherit; text-underline-offset: 3px; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.bar { border-bottom: 1px solid var(--line); color: var(--muted); font-size: 12px; padding: 8px 24px; text-align: center; }
.page { max-width: 1040px; margin: 0 auto; padding: 40px 24px 64px; display: grid; grid-template-columns: minmax(0, 5fr) minmax(0, 6fr); gap: 56px; align-items: start; }
.page > section { position: sticky; top: 24px; }
.back { display: inline-flex; align-items: center; min-height: 32px; color: var(--muted); text-decoration: none; }
.back:hover { color: var(--text); text-decoration: underline; }
.seller { margin: 16px 0 0; color: var(--muted); }
h1 { margin: 4px 0 0; font-size: 18px; font-weight: 600; line-height: 1.4; }
h2 { margin: 0 0 16px; font-size: 14px; font-weight: 600; }
.price { margin: 8px 0 0; font-size: 32px; font-weight: 600; line-height: 1.2; letter-spacing: -0.02em; font-variant-numeric: tabular-nums; }
.description, .note { color: var(--muted); margin: 8px 0 0; max-width: 44ch; }
.totals { margin: 32px 0 0; padding: 16px 0 0; border-top: 1px solid var(--line); font-variant-numeric: tabular-nums; }
.totals div { display: flex; justify-content: space-between; gap: 16px; padding: 4px 0; }
.totals dt { color: var(--muted); }
.totals dd { margin: 0; text-align: right; }
.totals .due { margin-top: 12px; padding-top: 16px; border-top: 1px solid var(--line); font-weight: 600; }
.totals .due dt { color: inherit; }
form, .card { background: var(--surface); border: 1px solid var(--line); border-radius: 12px; padding: 24px; }
fieldset { border: 0; margin: 0 0 24px; padding: 0; min-width: 0; }
legend { padding: 0; margin: 0 0 12px; font-weight: 600; }
.optional { color: var(--muted); }
[hidden] { display: none; }
.grid { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 16px; }
.wide { grid-column: 1 / -1; }
label { display: block; margin: 0 0 6px; font-size: 13px; }
input:not([type=radio]), select { width: 100%; min-height: 44px; padding: 8px 12px; border: 1px solid var(--control); border-radius: 8px; background: var(--surface); color: inherit; font: inherit; font-size: 16px; font-variant-numeric: tabular-nums; }
::placeholder { color: var(--muted); opacity: 1; }
[aria-invalid=true] { border-color: var(--danger) !important; }
.error { margin: 6px 0 0; color: var(--danger); font-size: 13px; }
.alert { display: flex; gap: 10px; margin: 0 0 24px; padding: 12px 14px; border: 1px solid var(--danger); border-radius: 8px; background: var(--danger-tint); color: var(--danger); }
.alert p { margin: 0; }
.alert svg { flex: none; margin-top: 2px; }
.choice { display: flex; align-items: center; gap: 12px; min-height: 44px; margin: 0 0 8px; padding: 10px 12px; border: 1px solid var(--line); border-radius: 8px; font-size: 14px; }
.choice:has(:checked) { border-color: var(--accent); }
.choice span:last-child { margin-left: auto; color: var(--muted); font-variant-numeric: tabular-nums; }
.hint { margin: 16px 0 0; padding: 12px 14px; border: 1px dashed var(--line); border-radius: 8px; color: var(--muted); font-size: 12px; }
.hint p { margin: 0 0 4px; }
.hint ul { margin: 0; padding: 0; list-style: none; }
.hint code { font: inherit; font-variant-numeric: tabular-nums; color: var(--text); }
button, .button { display: flex; align-items: center; justify-content: center; width: 100%; min-height: 48px; padding: 10px 16px; border: 0; border-radius: 8px; background: var(--accent); color: var(--on-accent); font: inherit; font-size: 15px; font-weight: 600; text-decoration: none; cursor: pointer; }
.default { position: absolute; width: 1px; min-height: 1px; height: 1px; padding: 0; overflow: hidden; clip-path: inset(50%); }
.secondary { width: auto; min-height: 44px; background: none; border: 1px solid var(--control); color: var(--text); font-size: 14px; font-weight: 500; }
.secondary:hover { border-color: var(--text); }
.code { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 12px; align-items: start; margin: 0 0 24px; }
.code .secondary { margin-top: 26px; }
button[disabled] { opacity: 0.7; cursor: progress; }
.close { position: fixed; top: 0; right: 0; width: 44px; min-height: 44px; padding: 0; background: none; color: var(--muted); font-size: 20px; font-weight: 400; }
.close:hover { color: var(--text); }
.update { width: 100%; margin: 0 0 16px; }
.answers { display: grid; gap: 12px; margin: 24px 0 0; }
.answers button { width: 100%; min-height: 48px; }
.terms { margin: 12px 0 0; color: var(--muted); font-size: 12px; text-align: center; }
.notice { max-width: 480px; margin: 0 auto; padding: 64px 24px; }
.notice p { color: var(--muted); }
@media (max-width: 800px) {
  .page > section { position: static; }
  .page { grid-template-columns: minmax(0, 1fr); gap: 24px; padding: 16px 16px 48px; }
  .price { font-size: 28px; }
  .totals { margin-top: 20px; }
  form { padding: 20px 16px; }
  .bar { padding: 8px 16px; }
}
`;
