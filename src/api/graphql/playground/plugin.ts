import type { FastifyInstance } from 'fastify';
import Negotiator from 'negotiator';
import { type Asset, type Encoding, playgroundAssets } from './assets.ts';
import { assetsPath } from './page.ts';

/** Smallest first. */
const encodings: Encoding[] = ['br', 'gzip', 'identity'];

/** Serves what the playground's page loads; browsers keep it and ask only whether it changed. */
export async function playgroundPlugin(server: FastifyInstance): Promise<void> {
  for (const asset of playgroundAssets()) serve(server, asset);
}

function serve(server: FastifyInstance, asset: Asset): void {
  server.get(`${assetsPath}/${asset.name}`, async (request, reply) => {
    const etag = await asset.etag();
    reply.headers({ ETag: etag, 'Cache-Control': 'no-cache', Vary: 'Accept-Encoding' });
    if (request.headers['if-none-match'] === etag) return reply.code(304).send();

    const encoding = encodingFor(request.headers['accept-encoding']);
    if (encoding !== 'identity') reply.header('Content-Encoding', encoding);
    reply.type(asset.mediaType);
    return reply.send(await asset.content(encoding));
  });
}

function encodingFor(accepted: string | undefined): Encoding {
  const acceptable = new Negotiator({ headers: { 'accept-encoding': accepted } }).encodings(encodings);
  return encodings.find((encoding) => acceptable.includes(encoding)) ?? 'identity';
}
