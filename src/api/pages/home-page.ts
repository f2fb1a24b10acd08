import { html, type Markup } from '../rest/metadata/markup.ts';
import { page, table } from '../rest/metadata/page.ts';
import type { DocumentationPage } from './documentation.ts';

export interface HomePageOptions {
  readonly serviceName: string;
  /** The signed-in user; null for a visitor; `unknown` while the server cannot authenticate. */
  readonly caller: { readonly name: string; readonly emailAddress: string } | null | 'unknown';
  readonly hasPlayground: boolean;
  readonly hasMetadata: boolean;
  readonly documentation: readonly DocumentationPage[];
}

type Row = readonly [address: string, title: string, description: string];

/** Prints the page `/`, which leads to everything that a browser can open. */
export function printHomePage(options: HomePageOptions): string {
  const { serviceName, caller, hasPlayground, hasMetadata, documentation } = options;
  const playground: Row = ['/graphql', 'Playground', 'Write and run GraphQL operations, with prepared examples'];
  const metadata: readonly Row[] = [
    ['/metadata', 'REST operations', 'Every operation with its routes, types and examples'],
    ['/openapi.json', 'OpenAPI', 'The REST API for generators of clients'],
    ['/types', 'Types', 'The REST API as C#, TypeScript and JavaScript'],
  ];
  const rows: readonly Row[] = [
    ['/console', 'Wallboard', 'Active sessions, live'],
    ...(hasPlayground ? [playground] : []),
    ['/sessions', 'Sessions', 'The newest sessions as a table, for signed-in users'],
    ...(hasMetadata ? metadata : []),
  ];
  const pages = documentation.map(({ address, title, description }): Row => [address, title, description]);
  return page(
    serviceName,
    html`<h1>${serviceName}</h1>
<h2>Sessions of phones, chats and faxes</h2>
<p>${whoIs(caller)}</p>
${links('Open', rows)}
${pages.length > 0 ? links('Documentation', pages) : ''}`,
  );
}

function whoIs(caller: HomePageOptions['caller']): Markup {
  if (caller === 'unknown') return html`The server cannot tell at the moment who is signed in.`;
  return caller
    ? html`Signed in as <b><bdi>${caller.name}</bdi></b> (<bdi>${caller.emailAddress}</bdi>). The <a href="/console">wallboard</a> signs out.`
    : html`Nobody is signed in. <a href="/console">Sign in on the wallboard</a>.`;
}

function links(caption: string, rows: readonly Row[]): Markup {
  return table(
    caption,
    [],
    rows.map(([address, title, description]) => [html`<a href="${address}">${title}</a>`, description]),
  );
}
