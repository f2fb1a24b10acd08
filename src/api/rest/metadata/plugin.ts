import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { memoize } from '../../../common/caching/memoize.ts';
import type { Clock } from '../../../common/time/clock.ts';
import { type Contract, findOperation } from '../../contract/model.ts';
import { printCSharp } from '../../contract/printers/csharp.ts';
import type { HeaderFacts } from '../../contract/printers/dto-options.ts';
import { printTypesMetadata } from '../../contract/printers/types-metadata.ts';
import { printTypeScript } from '../../contract/printers/typescript.ts';
import { codecs } from '../codecs/codecs.ts';
import { parseTarget } from '../server/request-target.ts';
import { printMetadataIndex } from './index-page.ts';
import { printOpenApi } from './openapi.ts';
import { printOperationPage } from './operation-page.ts';

export interface MetadataOptions {
  readonly contract: Contract;
  readonly clock: Clock;
}

/** The version of ServiceStack whose texts these are; tools look at its first number. */
const version = '8.71';
const serviceName = 'Evo Voice';

const types = {
  html: 'text/html; charset=utf-8',
  text: 'text/plain; charset=utf-8',
  json: 'application/json; charset=utf-8',
};

/** The pages and texts in which ServiceStack describes itself; open to all, as there. */
export async function metadataPlugin(server: FastifyInstance, { contract, clock }: MetadataOptions): Promise<void> {
  const openApi = memoize(() => printOpenApi(contract));
  const facts = (request: FastifyRequest): HeaderFacts => ({ baseUrl: baseUrl(request), date: clock.now(), version });

  server.get('/metadata', (_request, reply) => reply.type(types.html).send(printMetadataIndex(contract, serviceName)));

  server.get('/:format/metadata', (request: FastifyRequest<{ Params: { format: string } }>, reply) => {
    const format = request.params.format.toLowerCase();
    const query = parseTarget(request.url).query;
    const operation = findOperation(contract, query.get('op') ?? '');
    if (!operation || !isFormat(format)) return notFound(reply);
    const language = query.get('lang');
    const options = { serviceName, operation, format, language, host: request.host };
    return reply.type(types.html).send(printOperationPage(contract, options));
  });

  server.get('/types', (request, reply) => {
    const addresses = ['csharp', 'typescript'].map((language) => [language, `${baseUrl(request)}/types/${language}`]);
    return reply.type(types.json).send(JSON.stringify(Object.fromEntries(addresses)));
  });
  for (const [path, print] of [
    ['/types/csharp', printCSharp],
    ['/types/typescript', printTypeScript],
  ] as const) {
    server.get(path, (request, reply) => {
      const query = parseTarget(request.url).query;
      return reply.type(types.text).send(print(contract, query, query.has('WithoutOptions') ? null : facts(request)));
    });
  }
  for (const path of ['/types/metadata', '/types/metadata.json']) {
    server.get(path, (request, reply) => reply.type(types.json).send(printTypesMetadata(contract, baseUrl(request))));
  }
  server.get('/openapi.json', (_request, reply) => reply.type(types.json).send(openApi()));
}

function isFormat(text: string): text is keyof typeof codecs {
  return Object.hasOwn(codecs, text);
}

function baseUrl({ protocol, host }: FastifyRequest): string {
  return `${protocol}://${host}`;
}

function notFound(reply: FastifyReply): FastifyReply {
  return reply.code(404).type('text/plain').send('404');
}
