import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { memoize } from '../../../common/caching/memoize.ts';
import type { Clock } from '../../../common/time/clock.ts';
import { type Contract, findOperation } from '../../contract/model.ts';
import { printCSharp } from '../../contract/printers/csharp.ts';
import type { HeaderFacts } from '../../contract/printers/dto-options.ts';
import { printMjs } from '../../contract/printers/mjs.ts';
import { printTypesMetadata } from '../../contract/printers/types-metadata.ts';
import { printTypeScript } from '../../contract/printers/typescript.ts';
import { printTypeScriptDefinition } from '../../contract/printers/typescript-definition.ts';
import { type ChargedPages, chargePages } from '../../http/charge-pages.ts';
import { codecs } from '../codecs/codecs.ts';
import { parseTarget } from '../server/request-target.ts';
import { printMetadataIndex } from './index-page.ts';
import { printOpenApi } from './openapi.ts';
import { printOperationPage } from './operation-page.ts';

export interface MetadataOptions extends ChargedPages {
  readonly contract: Contract;
  readonly clock: Clock;
}

/** ServiceStack version of the generated texts; tools check its major version. */
const version = '8.71';
/** Name of the service on its pages. */
export const serviceName = 'Evo Voice';

const types = {
  html: 'text/html; charset=utf-8',
  text: 'text/plain; charset=utf-8',
  script: 'text/javascript; charset=utf-8',
  json: 'application/json; charset=utf-8',
};

/** The languages of `/types`, with their titles in its index. */
const languages = [
  { title: 'CSharp', name: 'csharp', type: types.text, print: printCSharp },
  { title: 'TypeScript', name: 'typescript', type: types.text, print: printTypeScript },
  { title: 'TypeScriptDefinition', name: 'typescript.d', type: types.text, print: printTypeScriptDefinition },
  { title: 'Mjs', name: 'mjs', type: types.script, print: printMjs },
] as const;

/** Serves ServiceStack's metadata pages and generated types. Like in ServiceStack, they need no authentication. */
export async function metadataPlugin(server: FastifyInstance, options: MetadataOptions): Promise<void> {
  const { contract, clock } = options;
  chargePages(server, options);
  const openApi = memoize(() => printOpenApi(contract));
  const facts = (request: FastifyRequest): HeaderFacts => ({ baseUrl: baseUrl(request), date: clock.now(), version });

  server.get('/metadata', (_request, reply) => reply.type(types.html).send(printMetadataIndex(contract, serviceName)));

  server.get('/:format/metadata', (request: FastifyRequest<{ Params: { format: string } }>, reply) => {
    const format = request.params.format.toLowerCase();
    const query = parseTarget(request.url).query;
    const operation = findOperation(contract, query.get('op') ?? '');
    if (!operation || !isFormat(format)) return notFound(reply);
    const language = query.get('lang');
    const page = { serviceName, operation, format, language, host: request.host };
    return reply.type(types.html).send(printOperationPage(contract, page));
  });

  server.get('/types', (request, reply) => {
    const names = [['Metadata', 'metadata'], ...languages.map(({ title, name }) => [title, name])];
    const addresses = names.map(([title, name]) => [title, `${baseUrl(request)}/types/${name}`]);
    return reply.type(types.json).send(JSON.stringify(Object.fromEntries(addresses)));
  });
  for (const { name, type, print } of languages) {
    server.get(`/types/${name}`, (request, reply) => {
      const query = parseTarget(request.url).query;
      return reply.type(type).send(print(contract, query, query.has('WithoutOptions') ? null : facts(request)));
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
