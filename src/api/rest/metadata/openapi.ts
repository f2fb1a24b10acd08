import { errorCatalogue } from '../../../common/errors/error-catalogue.ts';
import { authenticate, envelopes, errorResponse } from '../../contract/envelopes.ts';
import {
  allMembers,
  type Contract,
  dtoNamed,
  type OperationType,
  type Route,
  type TypeRef,
} from '../../contract/model.ts';
import { selectTypes } from '../../contract/printers/select-types.ts';
import { sampleValue } from '../../contract/sample-value.ts';
import { json } from '../codecs/json.ts';
import { schemaOfRef, schemaOfType } from './openapi-schemas.ts';

/** The date of all examples. It is fixed, so that the generated document does not change. */
const EXAMPLE_DATE = new Date('2024-01-02T03:04:05.678Z');

const security = [{ cookie: [] }, { basic: [] }, { bearer: [] }, { apiKey: [] }];

const securitySchemes = {
  cookie: {
    type: 'apiKey',
    in: 'cookie',
    name: 'ss-id',
    description: 'The session cookie, set by POST /auth/credentials',
  },
  basic: { type: 'http', scheme: 'basic', description: 'User name and password, or an API key and no password' },
  bearer: { type: 'http', scheme: 'bearer', description: 'An API key' },
  apiKey: { type: 'apiKey', in: 'header', name: 'X-Api-Key', description: 'An API key' },
};

/**
 * Prints the OpenAPI 3.1 document of the REST routes as indented JSON. The codec writes the examples.
 * JSON is the only media type, because generated clients choose any of several and then send JSON all the same.
 */
export function printOpenApi(contract: Contract): string {
  const { types } = selectTypes(contract);
  const names = Object.keys(contract.operations);
  const requests = new Set(names.flatMap((name) => [name, dtoNamed(contract, name).base ?? name]));
  const schemas = Object.fromEntries([
    ...types.map((type) => [type.name, schemaOfType(contract, type, requests.has(type.name))]),
    ...['ErrorResponse', 'ResponseStatus', 'ResponseError'].map((name) => {
      return [name, schemaOfType(envelopes, dtoNamed(envelopes, name), false)];
    }),
  ]);
  const paths = pathsOf(contract);
  const document = {
    openapi: '3.1.0',
    info: {
      title: 'voice-sessions',
      version: '1.0',
      description:
        'Phone, chat and fax sessions. Every operation also reads and writes XML, JSV and CSV: /metadata has examples. Generated; do not edit.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    paths,
    components: { schemas: referredTo(paths, schemas), securitySchemes },
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** Returns the schemas to which a part of the document refers, directly or through other schemas. */
function referredTo(part: unknown, schemas: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const found = new Set<string>();
  const follow = (from: unknown): void => {
    for (const [, name = ''] of JSON.stringify(from).matchAll(/"#\/components\/schemas\/(\w+)"/g)) {
      if (found.has(name)) continue;
      found.add(name);
      follow(schemas[name]);
    }
  };
  follow(part);
  return Object.fromEntries(Object.entries(schemas).filter(([name]) => found.has(name)));
}

function pathsOf(contract: Contract): Record<string, Record<string, object>> {
  const paths: Record<string, Record<string, object>> = {};
  for (const operation of Object.values(contract.operations)) {
    for (const route of operation.routes) {
      paths[route.path] = { ...paths[route.path], [route.verb.toLowerCase()]: operationOf(contract, operation, route) };
    }
  }
  return paths;
}

const suffixes = { GET: 'Get', POST: 'Post', PUT: 'Create', PATCH: 'Update', DELETE: 'Delete' } as const;

function operationOf(contract: Contract, operation: OperationType, route: Route): object {
  const { request, description, roles, anyRole = [], response, routes } = operation;
  const nth = routes.filter(({ verb }) => verb === route.verb).indexOf(route);
  const hasBody = route.verb !== 'GET' && route.verb !== 'DELETE';
  const needed = [
    ...(roles && roles.length > 0 ? [`Required role: ${roles.join(', ')}`] : []),
    ...(anyRole.length > 0 ? [`Requires any of the roles: ${anyRole.join(', ')}`] : []),
  ];
  return {
    operationId: `${request}_${suffixes[route.verb]}${nth > 0 ? nth + 1 : ''}`,
    summary: description ?? request,
    security: roles === null ? [] : security,
    ...(needed.length > 0 && { description: needed.join('. ') }),
    parameters: parametersOf(contract, operation, route, hasBody),
    ...(hasBody && {
      requestBody: { content: contentOf(contract, { kind: 'dto', name: request, nullable: false }) },
    }),
    responses: {
      ...(response
        ? { 200: { description: 'Success', content: contentOf(contract, response) } }
        : { 204: { description: 'Success' } }),
      ...errorsOf(operation, hasBody),
    },
  };
}

function parametersOf(
  contract: Contract,
  { request, headers }: OperationType,
  { path, variables = {} }: Route,
  hasBody: boolean,
): object[] {
  const members = allMembers(contract, dtoNamed(contract, request)).flatMap((member) => {
    const inPath = path.toLowerCase().includes(`{${member.name.toLowerCase()}}`);
    if (hasBody && !inPath) return [];
    const schema = schemaOfRef(contract, member.type);
    const place = inPath ? { in: 'path', required: true } : { in: 'query' };
    return { name: member.jsonName, ...place, description: member.description ?? undefined, schema };
  });
  const otherNames = Object.entries(variables).map(([name, member]) => {
    const described = dtoNamed(contract, request).members.find((one) => one.name === member);
    const description = described?.description ?? undefined;
    return { name, in: 'path', required: true, description, schema: { type: 'string' } };
  });
  const inHeaders = headers.map(({ name, description }) => {
    return { name, in: 'header', description: description ?? undefined, schema: { type: 'string' } };
  });
  return [...members, ...otherNames, ...inHeaders];
}

function contentOf(contract: Contract, type: TypeRef): Record<string, object> {
  const example = JSON.parse(json.encode(sampleValue(type, contract, EXAMPLE_DATE), type, contract));
  return { 'application/json': { schema: schemaOfRef(contract, type), example } };
}

/** Returns the error responses that the error catalogue has for an operation, by status. */
function errorsOf({ request, roles, routes, headers }: OperationType, hasBody: boolean): Record<string, object> {
  const byStatus: Record<string, object> = {};
  const isConditional = headers.some(({ name }) => name === 'If-Match');
  const hasPathMember = routes.some(({ path }) => path.includes('{'));
  const offered = Object.values(errorCatalogue).filter((entry) => !('onlyGraphql' in entry));
  for (const status of new Set(offered.map((entry) => entry.status))) {
    if (roles === null && (status === 403 || (status === 401 && request !== authenticate.name))) continue;
    if (!hasBody && (status === 413 || status === 415)) continue;
    if (!hasBody && !isConditional && status === 409) continue;
    if (!isConditional && status === 412) continue;
    if (!hasPathMember && status === 404) continue;
    const entries = offered.filter((entry) => entry.status === status);
    byStatus[status] = {
      description: entries.map(({ restName, meaning }) => `${restName}: ${meaning}`).join(' '),
      content: { 'application/json': { schema: { $ref: `#/components/schemas/${errorResponse.name}` } } },
    };
  }
  return byStatus;
}
