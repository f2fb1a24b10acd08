import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { FastifyInstance } from 'fastify';
import * as documents from '../../../packages/console/documents.js';

/** The folder of the console's files, relative to this file or to the bundle in `dist/server`. */
const folder = new URL(
  import.meta.url.includes('/dist/server/') ? '../../packages/console/' : '../../../packages/console/',
  import.meta.url,
);

const scripts = [
  'console.js',
  'board.js',
  'card.js',
  'documents.js',
  'graphql.js',
  'live.js',
  'search.js',
  'text.js',
  'throttle.js',
];

const files = [
  ['/console', 'index.html', 'text/html; charset=utf-8'],
  ['/console/console.css', 'console.css', 'text/css; charset=utf-8'],
  ['/console/icon.svg', 'icon.svg', 'image/svg+xml'],
  ...scripts.map((name) => [`/console/${name}`, name, 'text/javascript; charset=utf-8'] as const),
] as const;

/** Allows only resources of this server: no inline scripts or styles, no other origins, no framing. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const headers = {
  'Content-Security-Policy': contentSecurityPolicy,
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-cache',
};

/** The text of every GraphQL document that the console sends. */
export const consoleDocuments: readonly string[] = Object.values(documents);

/** Serves the web console, a wallboard of sessions. The page itself needs no authentication; users sign in on it. */
export async function consolePlugin(server: FastifyInstance): Promise<void> {
  for (const [path, name, mediaType] of files) {
    const content = await readFile(new URL(name, folder));
    const etag = `"${createHash('sha256').update(content).digest('base64url')}"`;
    server.get(path, (request, reply) => {
      reply.headers({ ...headers, ETag: etag });
      if (request.headers['if-none-match'] === etag) return reply.code(304).send();
      return reply.type(mediaType).send(content);
    });
  }
}
