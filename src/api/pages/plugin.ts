import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { memoize } from '../../common/caching/memoize.ts';
import { AppError } from '../../common/errors/app-error.ts';
import { nameOf } from '../../domain/directory/records.ts';
import { mediaTypeOf } from '../graphql/server/media-type.ts';
import { type ChargedPages, chargePages } from '../http/charge-pages.ts';
import type { RequestContext } from '../http/request-context.ts';
import { serviceName } from '../rest/metadata/plugin.ts';
import { readDocumentation } from './documentation.ts';
import { type HomePageOptions, printHomePage } from './home-page.ts';

export interface PagesOptions extends ChargedPages {
  readonly contextOf: (request: FastifyRequest, reply: FastifyReply) => Promise<RequestContext>;
  readonly hasPlayground: boolean;
  /** Whether the metadata pages and the documentation are served. */
  readonly hasMetadata: boolean;
}

/**
 * Serves `/` and the documentation. A browser gets the home page; a program gets what a ServiceStack host without a
 * default page answers, a redirect to `/metadata`.
 */
export async function pagesPlugin(server: FastifyInstance, options: PagesOptions): Promise<void> {
  const { contextOf, hasPlayground, hasMetadata } = options;
  chargePages(server, options);
  // read at the first request, because most servers are never asked for pages
  const documentation = memoize(async () => (hasMetadata ? await readDocumentation() : []));
  const shown = { serviceName, hasPlayground, hasMetadata };

  server.get('/', async (request, reply) => {
    // the target of OPTIONS * matches the route too
    if (request.url === '*') return reply.code(404).type('text/plain').send('404');
    reply.header('Vary', 'Accept, Cookie');
    if (mediaTypeOf(request.headers.accept, ['application/json', 'text/html']) !== 'text/html') {
      if (!hasMetadata) return reply.callNotFound();
      return reply.redirect(`${request.protocol}://${request.host}/metadata`, 302);
    }
    const caller = await callerOf(request, reply);
    const home = printHomePage({ ...shown, caller, documentation: await documentation() });
    return reply.type('text/html; charset=utf-8').send(home);
  });

  server.get<{ Params: { name: string } }>('/docs/:name', async ({ params }, reply) => {
    const address = `/docs/${params.name}`.toLowerCase();
    const page = (await documentation()).find((one) => one.address.toLowerCase() === address);
    if (!page) return reply.callNotFound();
    return reply.type('text/plain; charset=utf-8').send(page.text);
  });

  /** @returns null for a visitor and an expired sign-in; `unknown` if authentication fails for another reason */
  async function callerOf(request: FastifyRequest, reply: FastifyReply): Promise<HomePageOptions['caller']> {
    try {
      const { user } = (await contextOf(request, reply)).principal;
      return user && { name: nameOf(user), emailAddress: user.emailAddress };
    } catch (error) {
      if (error instanceof AppError && error.code === 'UNAUTHENTICATED') return null;
      if (!(error instanceof AppError)) request.log.error({ err: error }, 'request.failed');
      return 'unknown';
    }
  }
}
