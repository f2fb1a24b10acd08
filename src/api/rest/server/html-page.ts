import { html, Markup } from '../metadata/markup.ts';
import { page } from '../metadata/page.ts';
import { dataTable } from './html-table.ts';
import type { PageLinks } from './page-links.ts';

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

export interface HtmlPageOptions {
  readonly title: string;
  /** The response as JSON. */
  readonly text: string;
  /** Links of the page; `null` for an error and for a response to a request that is not a GET. */
  readonly links: PageLinks | null;
  /** Whether `/metadata` is served. */
  readonly hasMetadata: boolean;
}

/** Prints a response as an HTML page for browsers: tables with links, and the JSON that they show. */
export function htmlPage({ title, text, links, hasMetadata }: HtmlPageOptions): string {
  const value: unknown = JSON.parse(text);
  const readable = JSON.stringify(value, null, 2).replaceAll(/[&<>"']/g, (sign) => entities[sign] ?? sign);
  return page(
    title,
    html`<h1><a href="/">Home</a>${hasMetadata ? html` · <a href="/metadata">Operations</a>` : ''}</h1>
<h2>${title}</h2>
${links ? html`<p>As ${links.formats.map(([name, address]) => html`<a href="${address}">${name}</a> `)}</p>` : ''}
${content(value, links)}
<details><summary>JSON</summary><pre tabindex="0">${new Markup(readable)}</pre></details>
<p>To override the Content-type in your clients, use the HTTP <b>Accept</b> Header, append the <b>.xml</b> suffix or <b>?format=xml</b></p>`,
  );
}

function content(value: unknown, links: PageLinks | null): Markup {
  if (!isList(value)) return dataTable(value, links);
  const paging = pagingOf(value, links);
  return html`${paging}${dataTable(value.items, links)}${paging}`;
}

interface List {
  readonly items: readonly unknown[];
  readonly totalCount: number;
  readonly totalPages: number;
  readonly hasMorePages: boolean;
}

function isList(value: unknown): value is List {
  return typeof value === 'object' && value !== null && 'items' in value && Array.isArray(value.items);
}

function pagingOf({ items, totalCount, totalPages, hasMorePages }: List, links: PageLinks | null): Markup {
  if (!links) return html``;
  const { page: current } = links;
  const number = totalPages > 0 ? `Page ${current + 1} of ${totalPages}` : `Page ${current + 1}`;
  const total = totalPages > 0 ? `${totalCount} in all` : `${items.length} on this page`;
  return html`<p class="paging">${number}, ${total}${current > 0 ? html` · <a rel="prev" href="${links.pageAddress(current - 1)}">previous page</a>` : ''}${
    hasMorePages ? html` · <a rel="next" href="${links.pageAddress(current + 1)}">next page</a>` : ''
  }</p>\n`;
}
