import { html, Markup } from './markup.ts';

// no light-dark(), which browsers before 2024 do not know
const style = new Markup(`
:root { color-scheme: light dark; --line: #8883; --soft: #8881; --link: #0b57d0; --on-link: #fff; --page: #fff; --text: #1b1b1f }
@media (prefers-color-scheme: dark) { :root { --link: #8ab4f8; --on-link: #111; --page: #121316; --text: #e6e6ea } }
html { background: var(--page); color: var(--text) }
body { font: 16px/1.55 system-ui, sans-serif; max-width: 68rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; overflow-wrap: break-word }
h1 { font-size: 1.1rem; font-weight: 600; margin: 0 }
h2 { font-size: 2rem; line-height: 1.25; margin: 1.2rem 0 .2rem }
h3 { font-size: 1.05rem; margin: 2rem 0 .5rem }
h2 + h3 { font-weight: 400; margin: 0 0 1.5rem; opacity: .85 }
a { color: var(--link) }
table { border-collapse: collapse; width: 100%; margin: 1.25rem 0 }
table.plain { width: auto; min-width: 24rem }
table.plain th { padding-right: 2.5rem }
.wide { overflow-x: auto }
.wide td { white-space: nowrap }
caption { text-align: left; white-space: nowrap; font-weight: 600; padding-bottom: .4rem }
th, td { text-align: left; vertical-align: top; padding: .4rem .8rem .4rem 0; border-top: 1px solid var(--line) }
thead th { font-size: .85rem; opacity: .7; border-top: 0 }
tbody th { font-weight: 500 }
td table { margin: 0 }
summary { cursor: pointer }
code, pre { font: .86rem/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace }
pre { background: var(--soft); border: 1px solid var(--line); border-radius: .5rem; padding: 1rem; overflow-x: auto; tab-size: 2 }
nav { display: flex; flex-wrap: wrap; gap: .4rem; margin: 1.5rem 0 1rem }
nav a { padding: .25rem .8rem; border: 1px solid var(--line); border-radius: 2rem; text-decoration: none }
nav a[aria-current] { background: var(--link); border-color: var(--link); color: var(--on-link) }
/* on a phone a row is a block, and its cells are lines with the names of their columns */
@media (max-width: 44rem) {
  body { padding: 1.25rem .9rem 3rem; overflow-wrap: anywhere }
  h2 { font-size: 1.5rem }
  table, tbody, tr, caption { display: block; white-space: normal }
  table.plain { width: 100%; min-width: 0 }
  thead { display: none }
  tr { border-top: 1px solid var(--line); padding: .35rem 0 }
  th, td { display: inline-block; max-width: 100%; padding: .1rem .7rem .1rem 0; border: 0 }
  tbody th, td[data-label] { display: block }
  td[data-label]:empty { display: none }
  td[data-label]::before { content: attr(data-label) ": "; opacity: .7 }
  .wide td { white-space: normal }
}
`);

/** Prints an HTML document without scripts and external resources. */
export function page(title: string, body: Markup): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${style}</style>
</head>
<body>
<main>
${body}
</main>
</body>
</html>
`.html;
}

/** Prints a table, without a head if `columns` is empty. The first cell of a row is its heading. */
export function table(
  caption: string,
  columns: readonly string[],
  rows: readonly (readonly (string | Markup)[])[],
): Markup {
  const hasHead = columns.length > 0;
  const head = hasHead
    ? html`<thead><tr>${columns.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>`
    : '';
  const body = rows.map(([first = '', ...others]) => {
    const cells = others.map((cell, index) =>
      hasHead ? html`<td data-label="${columns[index + 1] ?? ''}">${cell}</td>` : html`<td>${cell}</td>`,
    );
    return html`<tr><th scope="row">${first}</th>${cells}</tr>\n`;
  });
  return html`<table${hasHead ? '' : html` class="plain"`}><caption>${caption}</caption>${head}<tbody>
${body}</tbody></table>\n`;
}

/** Prints a table that is scrolled sideways where it is wider than the page. */
export function scrollable(label: string, content: Markup): Markup {
  return html`<div class="wide" role="region" tabindex="0" aria-label="${label}">${content}</div>\n`;
}
