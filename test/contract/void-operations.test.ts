import 'reflect-metadata';
import { Arg, buildSchemaSync, ID, Mutation, Query, Resolver } from 'type-graphql';
import { expect, test } from 'vitest';
import { Operation } from '../../src/api/contract/decorators.ts';
import { printCSharp } from '../../src/api/contract/printers/csharp.ts';
import { printTypesMetadata } from '../../src/api/contract/printers/types-metadata.ts';
import { printTypeScript } from '../../src/api/contract/printers/typescript.ts';
import { readContract } from '../../src/api/contract/read-contract.ts';
import { SessionInfo } from '../../src/api/contract/types/sessions/info.ts';
import { httpSample } from '../../src/api/rest/metadata/http-samples.ts';
import { printOpenApi } from '../../src/api/rest/metadata/openapi.ts';

@Resolver()
class Endings {
  @Query(() => String)
  nothing(): null {
    return null;
  }

  @Mutation(() => SessionInfo, { description: 'End a session' })
  @Operation({
    request: 'EndSession',
    requestNamespace: 'Voice.Api.Sessions',
    routes: [{ verb: 'DELETE', path: '/sessions/{id}' }],
    returns: 'void',
  })
  endSession(@Arg('id', () => ID, { description: 'The session' }) _id: string): null {
    return null;
  }
}

const contract = readContract(buildSchemaSync({ resolvers: [Endings], validate: false }));

test('an operation that returns void has no response type, whatever its GraphQL type', () => {
  expect(contract.operations.EndSession?.response).toBeNull();
  expect(printCSharp(contract, [['IncludeTypes', 'EndSession']], null)).toContain(': IReturnVoid, IDelete\n');
  const typeScript = printTypeScript(contract, [['IncludeTypes', 'EndSession']], null);
  expect(typeScript).toContain('export interface IReturnVoid\n{\n    createResponse(): void;\n}');
  expect(typeScript).toContain('export class EndSession implements IReturnVoid, IDelete\n');
  expect(typeScript).toContain('    public createResponse() {}\n');
  expect(typeScript).not.toContain('IReturn<');
  const [operation] = JSON.parse(printTypesMetadata(contract, 'http://here')).operations;
  expect(operation).toMatchObject({ returnsVoid: true });
  expect(operation).not.toHaveProperty('returnType');
  const { responses } = JSON.parse(printOpenApi(contract)).paths['/sessions/{id}'].delete;
  expect(responses[204]).toEqual({ description: 'Success' });
  expect(responses[200]).toBeUndefined();
});

test('its sample response is 204', () => {
  const { EndSession } = contract.operations;
  expect(EndSession && httpSample(contract, EndSession, 'json', 'here').response).toBe('HTTP/1.1 204 No Content');
});
