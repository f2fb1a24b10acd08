import { html, Markup } from './markup.ts';

const style = new Markup(`
:root { color-scheme: light dark; --line: #8883; --soft: #8881; --link: light-dark(#0b57d0, #8ab4f8) }
body { font: 16px/1.55 system-ui, sans-serif; max-width: 68rem; margin: 0 auto; padding: 2rem 1.25rem 4rem }
h1 { font-size: 1.1rem; font-weight: 600; margin: 0; opacity: .75 }
h2 { font-size: 2rem; margin: 1.2rem 0 .2rem }
h3 { font-size: 1.05rem; margin: 2rem 0 .5rem }
h2 + h3 { font-weight: 400; margin: 0 0 1.5rem; opacity: .85 }
a { color: var(--link) }
table { border-collapse: collapse; width: 100%; margin: 1.25rem 0 }
table:not(:has(thead)) { width: auto; min-width: 24rem }
table:not(:has(thead)) th { padding-right: 2.5rem }
caption { text-align: left; white-space: nowrap; font-weight: 600; padding-bottom: .4rem }
th, td { text-align: left; vertical-align: top; padding: .4rem .8rem .4rem 0; border-top: 1px solid var(--line) }
thead th { font-size: .85rem; opacity: .7; border-top: 0 }
tbody th { font-weight: 500 }
code, pre { font: .86rem/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace }
pre { background: var(--soft); border: 1px solid var(--line); border-radius: .5rem; padding: 1rem; overflow-x: auto; tab-size: 2 }
nav { display: flex; flex-wrap: wrap; gap: .4rem; margin: 1.5rem 0 1rem }
nav a { padding: .25rem .8rem; border: 1px solid var(--line); border-radius: 2rem; text-decoration: none }
nav a[aria-current] { background: var(--link); border-color: var(--link); color: light-dark(#fff, #111) }
`);

/** A whole page: no script, and nothing fetched from anywhere. */
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
${body}
</body>
</html>
`.html;
}

/** A table; without a head when `columns` is empty. The first cell of a row is its heading. */
export function table(
  caption: string,
  columns: readonly string[],
  rows: readonly (readonly (string | Markup)[])[],
): Markup {
  const head = columns.length > 0 ? html`<thead><tr>${columns.map((name) => html`<th>${name}</th>`)}</tr></thead>` : '';
  const body = rows.map(([first = '', ...others]) => {
    return html`<tr><th>${first}</th>${others.map((cell) => html`<td>${cell}</td>`)}</tr>\n`;
  });
  return html`<table><caption>${caption}</caption>${head}<tbody>
${body}</tbody></table>\n`;
}
