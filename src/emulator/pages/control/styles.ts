/** What the control page adds to the stylesheets of the hosted pages and of the portal. */
export const styles = `
.skip { position: absolute; left: 8px; top: -100px; z-index: 1; padding: 12px 16px; background: var(--surface); }
.skip:focus { top: 8px; }
.control { max-width: 1200px; }
.control [hidden] { display: none; }
.hear { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.control button { position: relative; white-space: nowrap; }
.control caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.control table { table-layout: auto; }
.control td { overflow-wrap: break-word; vertical-align: middle; }
.control td a { overflow-wrap: anywhere; }
.control td .actions { margin: 0; }
.control td button { min-height: 32px; padding: 4px 12px; font-size: 13px; }
.control td > div { min-width: 0; }
.control td time { display: inline; color: inherit; font-size: inherit; }
.control form { max-width: none; }
.control h2 { margin: 32px 0 8px; }
.control h2:first-child { margin-top: 0; }
.control .clock { display: grid; gap: 12px 24px; grid-template-columns: minmax(0, 1fr) auto; align-items: center; margin: 0 0 24px; padding: 16px 24px; border: 1px solid var(--line); border-radius: 12px; background: var(--surface); }
.control .clock p { margin: 0; }
.control .clock .now { font-size: 20px; font-weight: 600; font-variant-numeric: tabular-nums; }
.control .clock .actions { margin: 0; justify-content: flex-end; }
.control .split { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 24px; align-items: start; }
.control .split > section, .control .split > div > section { margin: 0 0 24px; }
.control .wide { overflow: visible; }
.control .inline { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 8px; align-items: end; margin: 0 0 12px; }
.control .filter { display: flex; flex-wrap: wrap; gap: 12px; align-items: end; margin: 0 0 16px; padding: 0; border: 0; background: none; }
.control .filter label { flex: 1 1 160px; }
.control .inline label, .control .filter label { margin: 0; }
.control .inline label input, .control .filter label :is(input, select) { margin-top: 6px; }
.control .choice { align-items: flex-start; cursor: pointer; }
.control .choice input { margin-top: 2px; }
.control .choice span:only-of-type { margin: 0; }
.control .choice strong { display: block; font-weight: 500; }
.control .choice small { color: var(--muted); font-size: 13px; }
.control input[type=checkbox] { width: 20px; min-height: 20px; height: 20px; margin: 0; flex: none; accent-color: var(--accent); }
.control .check { margin: 0; cursor: pointer; }
.control .fault { display: grid; grid-template-columns: minmax(240px, 2fr) repeat(3, minmax(0, 1fr)); gap: 8px 16px; align-items: center; margin: 0; padding: 4px 0; border-top: 1px solid var(--line); }
.control .fault:first-child { border: 0; }
.control .fault:has([data-switch]:checked) { padding-block: 12px; }
.control .fault legend { float: left; margin: 0; font-weight: 400; }
.control .fault label:not(.check) { margin: 0; color: var(--muted); font-size: 12px; }
.control .fault label:not(.check) input { min-height: 36px; margin-top: 2px; color: var(--text); font-size: 14px; }
.control .fault:not(:has([data-switch]:checked)) label:not(.check) { display: none; }
.control .hint { margin: 0 0 12px; }
.control pre { margin: 0 0 16px; padding: 16px; border: 1px solid var(--line); border-radius: 12px; background: var(--surface); font: 12px/1.6 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; white-space: pre-wrap; overflow-wrap: anywhere; }
.control code { font: 12px ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; overflow-wrap: anywhere; }
.control details { margin: 0 0 12px; border: 1px solid var(--line); border-radius: 12px; background: var(--surface); }
.control details[open] { padding-bottom: 4px; }
.control summary { min-height: 44px; padding: 11px 16px; cursor: pointer; }
.control details > :not(summary) { margin-inline: 16px; }
.control .facts { margin: 0 0 16px; }
.control .title { margin: 0 0 16px; }
.control .title h1 { margin: 0; overflow-wrap: anywhere; }
.control #status { margin: 0; color: var(--muted); }
.control #alert { margin: 0 0 16px; }
.control .collections { display: grid; grid-template-columns: repeat(auto-fill, minmax(220px, 1fr)); gap: 8px; margin: 0 0 24px; padding: 0; list-style: none; }
.control .collections a { display: flex; justify-content: space-between; align-items: center; gap: 8px; min-height: 44px; padding: 8px 16px; border: 1px solid var(--line); border-radius: 8px; background: var(--surface); text-decoration: none; }
.control .collections a:hover { border-color: var(--control); }
.control .collections span { color: var(--muted); font-variant-numeric: tabular-nums; }
@media (max-width: 900px) {
  .control .split { grid-template-columns: minmax(0, 1fr); gap: 0; }
  .control .fault { grid-template-columns: repeat(2, minmax(0, 1fr)); }
  .control .fault legend { grid-column: 1 / -1; }
}
@media (max-width: 640px) {
  .control .portal-nav ul { gap: 0 12px; }
  .control .clock { grid-template-columns: minmax(0, 1fr); padding: 16px; }
  .control .clock .actions { justify-content: flex-start; }
  .control .inline { grid-template-columns: minmax(0, 1fr); }
  .control .cards, .control .cards tbody { display: grid; gap: 12px; }
  .control .cards { border: 0; background: none; }
  .control .cards thead { display: none; }
  .control .cards tr { display: block; padding: 8px 16px; border: 1px solid var(--line); border-radius: 12px; background: var(--surface); }
  .control .cards td { display: grid; grid-template-columns: 104px minmax(0, 1fr); gap: 12px; padding: 4px 0; border: 0; }
  .control .cards td::before { content: attr(data-head); color: var(--muted); font-size: 12px; line-height: 21px; }
  .control .cards td > div { overflow-wrap: anywhere; }
  .control .cards td:has(> div:empty) { display: none; }
  .control td button { min-height: 44px; padding: 10px 16px; }
  .control .cards .actions { justify-content: flex-start; }
}
`;
