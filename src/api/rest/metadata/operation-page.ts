import { type Contract, dtoNamed, type OperationType } from '../../contract/model.ts';
import { printCSharpOfOperation } from '../../contract/printers/csharp.ts';
import { printMjsOfOperation } from '../../contract/printers/mjs.ts';
import { printTypeScriptOfOperation } from '../../contract/printers/typescript.ts';
import type { Format } from '../codecs/codec.ts';
import { httpSample } from './http-samples.ts';
import { html, type Markup } from './markup.ts';
import { page, table } from './page.ts';
import { typeTables } from './type-tables.ts';

interface DtoLanguage {
  /** Name in URLs. */
  readonly name: string;
  readonly title: string;
  readonly print: (contract: Contract, request: string) => string;
}

const languages: readonly DtoLanguage[] = [
  { name: 'csharp', title: 'C#', print: printCSharpOfOperation },
  { name: 'mjs', title: 'JavaScript', print: printMjsOfOperation },
  { name: 'typescript', title: 'TypeScript', print: printTypeScriptOfOperation },
];

export interface OperationPageOptions {
  readonly operation: OperationType;
  readonly format: Format;
  /** `csharp`, `mjs` or `typescript`; anything else shows tables of the types instead of source. */
  readonly language: string | null;
  /** The `Host` header of the request. */
  readonly host: string;
  readonly serviceName: string;
}

/** Prints the page `/{format}/metadata?op=X[&lang=Y]`, with ServiceStack's layout and wording. */
export function printOperationPage(contract: Contract, options: OperationPageOptions): string {
  const { operation, format, host, serviceName } = options;
  const language = languages.find(({ name }) => name === options.language);
  const { request, description, roles, anyRole, routes } = operation;
  const sample = httpSample(contract, operation, format, host);
  return page(
    `${request} - ${serviceName}`,
    html`<h1>${serviceName}</h1>
<p><a href="/metadata">&lt;back to all web services</a></p>
<h2>${request}</h2>
<h3>${description ?? ''}</h3>
${roles === null ? '' : authentication(roles, anyRole)}
${table(
  'The following routes are available for this service:',
  [],
  routes.map(({ verb, path }) => [verb, html`<code>${path}</code>`]),
)}
${languageTabs(request, format, language)}
${language ? source(contract, request, language) : typeTables(contract, operation)}
<p>To override the Content-type in your clients, use the HTTP <b>Accept</b> Header, append the <b>.${format}</b> suffix or <b>?format=${format}</b></p>
${format === 'json' ? html`<p>To embed the response in a <b>jsonp</b> callback, append <b>?callback=myCallback</b></p>` : ''}
<h3>HTTP + ${format.toUpperCase()}</h3>
<p>The following are sample HTTP requests and responses. The placeholders shown need to be replaced with actual values.</p>
<pre tabindex="0">${sample.request}</pre>
<pre tabindex="0">${sample.response}</pre>`,
  );
}

function authentication(roles: readonly string[], anyRole: readonly string[] = []): Markup {
  const label = roles.length === 1 ? 'Required role:' : 'Required roles:';
  return table(
    'Requires Authentication',
    [],
    [
      ...(roles.length > 0 ? [[label, roles.join(', ')]] : []),
      ...(anyRole.length > 0 ? [['Requires any of the roles:', anyRole.join(', ')]] : []),
    ],
  );
}

function languageTabs(request: string, format: Format, current: DtoLanguage | undefined): Markup {
  const page = `/${format}/metadata?op=${request}`;
  const tab = (title: string, address: string, isCurrent: boolean): Markup =>
    isCurrent ? html`<a href="${address}" aria-current="page">${title}</a>` : html`<a href="${address}">${title}</a>`;
  const others = languages.map((language) =>
    tab(language.title, `${page}&lang=${language.name}`, language === current),
  );
  return html`<nav>${tab('Metadata', page, current === undefined)}${others}</nav>`;
}

function source(contract: Contract, request: string, { name, title, print }: DtoLanguage): Markup {
  const { clrName } = dtoNamed(contract, request);
  return html`<pre tabindex="0"><code>${print(contract, request)}</code></pre>
<p><a href="/types/${name}?IncludeTypes=${request}.*">${title} ${clrName} DTOs</a></p>`;
}
