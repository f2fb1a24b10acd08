import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { FastifyInstance } from 'fastify';
import * as documents from '../../../packages/console/documents.js';

/** The folder of the page, seen from `src/console` and from `dist/console`. */
const folder = new URL(
  import.meta.url.includes('/dist/server/') ? '../../packages/console/' : '../../../packages/console/',
  import.meta.url,
);

const files = [
  ['/console', 'index.html', 'text/html; charset=utf-8'],
  ['/console/console.css', 'console.css', 'text/css; charset=utf-8'],
  ['/console/icon.svg', 'icon.svg', 'image/svg+xml'],
  ...['console.js', 'board.js', 'documents.js', 'graphql.js', 'live.js'].map(
    (name) => [`/console/${name}`, name, 'text/javascript; charset=utf-8'] as const,
  ),
] as const;

/** All of it comes from here, nothing stands in the page itself, and nobody may frame it. */
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

/** The texts of all GraphQL documents that the page sends. */
export const consoleDocuments: readonly string[] = Object.values(documents);

/** The wallboard: a page that shows what is going on, for whoever signs in there. */
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
