import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { assetsPath } from './page.ts';

export type Encoding = 'br' | 'gzip' | 'identity';

export interface Asset {
  readonly name: string;
  readonly mediaType: string;
  /** Weak: the same for every encoding. */
  etag(): Promise<string>;
  content(encoding: Encoding): Promise<Buffer>;
}

/**
 * Starts GraphiQL. A script of its own, so that the page needs no inline script.
 *
 * - Tabs go to the session storage: a typed password must not outlive the browser tab, and whoever comes back gets the
 *   tabs of this version.
 * - GraphiQL forgets the variables of the first prepared tab, and opens one tab more at a reload, unless its storage has
 *   the active tab also as what was edited last; so that is put there.
 * - The bundle's own `onEditQuery` copies each edit into the address, and every reload opens it as one more tab.
 */
const startScript = `
const options = JSON.parse(document.getElementById('options').textContent);
const kept = JSON.parse(sessionStorage.getItem('graphiql:tabState'));
const active = kept ? kept.tabs[kept.activeTabIndex] : options.defaultTabs[0];
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
  // a quarter of a second for the largest; the best quality takes fifteen
  br: (text) => compressBrotli(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
  gzip: (text) => compressGzip(text),
  identity: async (text) => Buffer.from(text),
};

const script = 'text/javascript; charset=utf-8';

/** The page's scripts and styles. The bundle is 9 MB of text, so it is loaded and compressed when first asked for. */
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
