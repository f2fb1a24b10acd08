import { isRecord } from '../../../common/is-record.ts';
import { html, type Markup } from '../metadata/markup.ts';
import { scrollable } from '../metadata/page.ts';
import type { PageLinks } from './page-links.ts';

/** Rows of a table that a browser shows quickly. */
const maxRows = 1_000;

/** Prints a JSON value as a table: a row for each item of a list, or for each member of an object. */
export function dataTable(value: unknown, links: PageLinks | null): Markup {
  if (Array.isArray(value)) return value.every(isRecord) ? tableOfItems(value, links) : listOf(value, links);
  return isRecord(value) ? tableOfMembers(value, links) : html`<p>${text(value)}</p>`;
}

/** Columns that are empty in every row are left out. */
function tableOfItems(items: readonly Record<string, unknown>[], links: PageLinks | null): Markup {
  if (items.length === 0) return html`<p>No items.</p>`;
  const names = [...new Set(['id', ...items.flatMap(Object.keys)])].filter((name) =>
    items.some((item) => !isEmpty(item[name])),
  );
  const shown = items.slice(0, maxRows);
  const head = names.map((name) => html`<th scope="col">${name}</th>`);
  const rows = shown.map(
    (item) =>
      html`<tr>${names.map((name) => html`<td data-label="${name}">${cell(name, item[name], links)}</td>`)}</tr>\n`,
  );
  const rest = items.length > maxRows ? html`<p>${items.length - maxRows} more items are not shown.</p>` : '';
  return html`${scrollable('Items', html`<table><thead><tr>${head}</tr></thead><tbody>\n${rows}</tbody></table>`)}${rest}`;
}

function tableOfMembers(value: Record<string, unknown>, links: PageLinks | null): Markup {
  const rows = Object.entries(value).map(
    ([name, member]) => html`<tr><th scope="row">${name}</th><td>${memberCell(name, member, links)}</td></tr>\n`,
  );
  return html`<table><tbody>\n${rows}</tbody></table>`;
}

function memberCell(name: string, value: unknown, links: PageLinks | null): Markup {
  return typeof value === 'object' && value !== null && !isEmpty(value)
    ? dataTable(value, links)
    : cell(name, value, links);
}

/** A list or an object within a row is folded, so that rows stay short. */
function cell(name: string, value: unknown, links: PageLinks | null): Markup {
  if (isEmpty(value)) return html``;
  if (Array.isArray(value))
    return html`<details><summary>${value.length}</summary>${dataTable(value, links)}</details>`;
  if (isRecord(value)) return html`<details><summary>show</summary>${dataTable(value, links)}</details>`;
  const address = typeof value === 'string' ? links?.recordAddress(name, value) : undefined;
  return address ? html`<a href="${address}">${text(value)}</a>` : html`<span dir="auto">${text(value)}</span>`;
}

function listOf(values: readonly unknown[], links: PageLinks | null): Markup {
  return html`<ul>${values.slice(0, maxRows).map((value) => html`<li>${memberCell('', value, links)}</li>`)}</ul>`;
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
}

function text(value: unknown): string {
  return isEmpty(value) ? '' : String(value);
}
