import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { assetsPath } from './page.ts';

export type Encoding = 'br' | 'gzip' | 'identity';

export interface Asset {
  readonly name: string;
  readonly mediaType: string;
  /** Returns a weak ETag, the same for every encoding. */
  etag(): Promise<string>;
  content(encoding: Encoding): Promise<Buffer>;
}

/**
 * Script that starts GraphiQL. The script is a separate file, so that the page needs no inline script.
 *
 * - GraphiQL keeps its tabs in session storage: a typed password must not outlive the browser tab, and a returning
 *   visitor gets the prepared tabs of the current version.
 * - GraphiQL drops the variables of the first prepared tab, and opens an additional tab at each reload, unless its
 *   storage also holds the active tab as the last edited query. The script therefore stores the active tab there.
 * - A link with `?query=` and `variables=` opens a tab with them and runs nothing. GraphiQL opens it because the last
 *   edited query belongs to no stored tab. The address loses them, so that a reload keeps what the user edits.
 * - An empty `onEditQuery` replaces the one of the bundle, which copies each edit into the URL, so that every reload
 *   opens an additional tab.
 */
const startScript = `
const options = JSON.parse(document.getElementById('options').textContent);
const kept = JSON.parse(sessionStorage.getItem('graphiql:tabState'));
const link = new URLSearchParams(location.search);
const linked = link.has('query') && { query: link.get('query'), variables: link.get('variables') ?? '' };
if (linked) {
  options.defaultTabs.unshift(linked);
  history.replaceState(null, '', location.pathname);
}
const active = linked || (kept ? kept.tabs[kept.activeTabIndex] : options.defaultTabs[0]);
sessionStorage.setItem('graphiql:query', active.query ?? '');
sessionStorage.setItem('graphiql:variables', active.variables ?? '');
self.MonacoEnvironment = {
  globalAPI: false,
  getWorkerUrl: (_module, label) => '${assetsPath}/' + label + '.worker.js',
};
YogaGraphiQL.renderYogaGraphiQL(document.getElementById('root'), {
  ...options,
  storage: sessionStorage,
  onEditQuery() {},
});
`;

const compressBrotli = promisify(brotliCompress);
const compressGzip = promisify(gzip);

const encoders: Record<Encoding, (text: string) => Promise<Buffer>> = {
  // the largest asset takes 0.25 s at this quality, and 15 s at the best one
  br: (text) => compressBrotli(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
  gzip: (text) => compressGzip(text),
  identity: async (text) => Buffer.from(text),
};

const script = 'text/javascript; charset=utf-8';

/** Lists the page's scripts and styles. The bundle is 9 MB of text, so it is loaded and compressed on first request. */
export function playgroundAssets(): Asset[] {
  const bundle = once(() => import('@graphql-yoga/render-graphiql/graphiql'));
  return [
    asset('graphiql.js', script, async () => (await bundle()).js),
    asset('graphiql.css', 'text/css; charset=utf-8', async () => (await bundle()).css),
    asset('editorWorkerService.worker.js', script, async () => (await bundle()).editorWorkerService),
    asset('graphql.worker.js', script, async () => (await bundle()).graphqlWorker),
    asset('json.worker.js', script, async () => (await bundle()).jsonWorker),
    asset('start.js', script, async () => startScript),
  ];
}

function asset(name: string, mediaType: string, text: () => Promise<string>): Asset {
  const contents = new Map<Encoding, Promise<Buffer>>();
  return {
    name,
    mediaType,
    etag: once(
      async () =>
        `W/"${createHash('sha256')
          .update(await text())
          .digest('base64url')}"`,
    ),
    content(encoding) {
      const content = contents.get(encoding) ?? text().then(encoders[encoding]);
      contents.set(encoding, content);
      return content;
    },
  };
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
