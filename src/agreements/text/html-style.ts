/** How the page looks on a screen and on A4. */
export const style = `
:root { color-scheme: light; --ink: #1b1f24; --quiet: #57606a; --line: #c9d1d9; --accent: #17406d; }
* { box-sizing: border-box; }
body { margin: 0; background: #fff; color: var(--ink); font: 1rem/1.55 "Noto Serif", Georgia, "Times New Roman", serif;
  overflow-wrap: anywhere; }
main, footer { max-width: 50rem; margin: 0 auto; padding: 2.5rem 1.25rem; }
.kind { margin: 0; color: var(--accent); font-size: .85rem; letter-spacing: .08em; text-transform: uppercase; }
h1 { margin: .25rem 0 1.5rem; font-size: 1.9rem; line-height: 1.25; }
h2 { margin: 2.25rem 0 .75rem; padding-bottom: .3rem; border-bottom: 1px solid var(--line); color: var(--accent);
  font-size: 1.15rem; line-height: 1.35; }
h3 { margin: 0 0 .5rem; font-size: 1rem; }
p { margin: .5rem 0; }
dl { margin: 0; font-size: .92rem; }
dl > div { display: grid; grid-template-columns: 11rem 1fr; gap: .75rem; padding: .3rem 0; border-top: 1px solid var(--line); }
dt { color: var(--quiet); }
dd { margin: 0; min-height: 1.55em; }
.clause > p { padding-inline-start: 3.4rem; text-indent: -3.4rem; }
.clause .number { display: inline-block; min-width: 3.4rem; color: var(--quiet); text-indent: 0; }
.clause .number, .ref, .hash, dd { font-variant-numeric: lining-nums; }
.ref { color: var(--quiet); font: .75rem ui-monospace, Consolas, monospace; }
ul { margin: .25rem 0 .75rem; padding-inline-start: 4.6rem; }
.table { overflow-x: auto; margin: .75rem 0 1.25rem; }
table { width: 100%; border-collapse: collapse; font-size: .88rem; line-height: 1.4; }
caption { padding: .3rem 0; color: var(--quiet); text-align: start; }
th, td { padding: .4rem .5rem; border: 1px solid var(--line); text-align: start; vertical-align: top; }
thead th { background: #eef2f6; }
tbody th { font-weight: 600; }
.blocks { display: grid; grid-template-columns: repeat(auto-fit, minmax(19rem, 1fr)); gap: 1.25rem; }
.block { padding: 1rem; border: 1px solid var(--line); break-inside: avoid; }
.block dl > div { grid-template-columns: 7rem 1fr; }
.hash { font-family: ui-monospace, Consolas, monospace; font-size: .8rem; }
footer { color: var(--quiet); font-size: .8rem; border-top: 1px solid var(--line); padding-block: 1rem; }
@media (max-width: 34rem) { dl > div, .block dl > div { grid-template-columns: 1fr; gap: 0; } .blocks { grid-template-columns: 1fr; } }
@page { size: A4; margin: 20mm 20mm 22mm; }
@media print {
  body { font-size: 10.5pt; }
  main { max-width: none; padding: 0; }
  footer { max-width: none; padding: 4mm 0 0; }
  h2, h3, caption { break-after: avoid; }
  thead { display: table-header-group; }
  tr, .block { break-inside: avoid; }
  .annex { break-before: page; }
}
`
