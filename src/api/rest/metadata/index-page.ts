import type { Contract } from '../../contract/model.ts';
import { codecs } from '../codecs/codecs.ts';
import { html } from './markup.ts';
import { page, table } from './page.ts';

const lock = html` <svg width="11" height="13" viewBox="0 0 11 13" role="img"><title>Requires Authentication</title><path d="M3 6V4a2.5 2.5 0 0 1 5 0v2" fill="none" stroke="currentColor" stroke-width="1.5"/><rect y="6" width="11" height="7" rx="1.5" fill="currentColor"/></svg>`;

/** Prints the page `/metadata`: every operation, with a link to its page in each format. */
export function printMetadataIndex(contract: Contract, serviceName: string): string {
  const operations = Object.values(contract.operations).toSorted((a, b) => (a.request < b.request ? -1 : 1));
  const rows = operations.map(({ request, roles, description }) => [
    html`${request}${roles === null ? '' : lock}`,
    description ?? '',
    ...Object.keys(codecs).map(
      (format) => html`<a href="/${format}/metadata?op=${request}">${format.toUpperCase()}</a>`,
    ),
  ]);
  return page(
    serviceName,
    html`<h1>${serviceName}</h1>
<h2>Operations</h2>
${table('The following operations are available.', [], rows)}
<h3>Machine-readable contract</h3>
<ul>
<li><a href="/types/csharp">C# DTOs</a></li>
<li><a href="/types/typescript">TypeScript DTOs</a></li>
<li><a href="/types/typescript.d">TypeScript definitions</a></li>
<li><a href="/types/mjs">JavaScript DTOs</a></li>
<li><a href="/types/metadata">Types metadata</a></li>
<li><a href="/openapi.json">OpenAPI</a></li>
</ul>`,
  );
}
