import type { Contract } from '../../contract/model.ts';
import { codecs } from '../codecs/codecs.ts';
import { html } from './markup.ts';
import { page, table } from './page.ts';

/** The page `/metadata`: every operation, with a link to its page in each format. */
export function printMetadataIndex(contract: Contract, serviceName: string): string {
  const operations = Object.values(contract.operations).toSorted((a, b) => (a.request < b.request ? -1 : 1));
  const rows = operations.map(({ request, roles, description }) => [
    html`${request}${roles === null ? '' : html` <span title="Requires Authentication">🔒</span>`}`,
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
<h3>For tools</h3>
<ul>
<li><a href="/types/csharp">C# DTOs</a></li>
<li><a href="/types/typescript">TypeScript DTOs</a></li>
<li><a href="/types/metadata">Types metadata</a></li>
<li><a href="/openapi.json">OpenAPI</a></li>
</ul>`,
  );
}
