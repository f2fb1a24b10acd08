import 'reflect-metadata';
import { buildSchemaSync, Query, Resolver } from 'type-graphql';
import { expect, test } from 'vitest';
import { Operation } from '../../src/api/contract/decorators.ts';
import { printTypesMetadata } from '../../src/api/contract/printers/types-metadata.ts';
import { readContract } from '../../src/api/contract/read-contract.ts';
import { SessionInfo } from '../../src/api/contract/types/sessions/info.ts';
import { printOpenApi } from '../../src/api/rest/metadata/openapi.ts';
import { printOperationPage } from '../../src/api/rest/metadata/operation-page.ts';
import { OperationRouter } from '../../src/api/rest/server/operation-router.ts';
import { parseTarget } from '../../src/api/rest/server/request-target.ts';
import { runOperation } from '../../src/api/rest/server/run-operation.ts';
import { anonymous, type Principal, UserPrincipal } from '../../src/domain/directory/principal.ts';
import type { Role, UserRecord } from '../../src/domain/directory/records.ts';

@Resolver()
class Guarded {
  @Query(() => SessionInfo)
  @Operation({
    request: 'GetThing',
    requestNamespace: 'Voice.Api',
    routes: [{ verb: 'GET', path: '/thing' }],
    anyRole: ['SystemAdministrator', 'Manager'],
  })
  thing(): null {
    return null;
  }
}

const contract = readContract(buildSchemaSync({ resolvers: [Guarded], validate: false }));

test('an operation for any of several roles says so in metadata, on its page and in OpenAPI', () => {
  const [operation] = JSON.parse(printTypesMetadata(contract, 'http://here')).operations;
  expect(operation).toMatchObject({
    requiresAuth: true,
    requiredRoles: [],
    requiresAnyRole: ['SystemAdministrator', 'Manager'],
  });
  const { GetThing } = contract.operations;
  const page =
    GetThing &&
    printOperationPage(contract, {
      operation: GetThing,
      format: 'json',
      language: null,
      host: 'here',
      serviceName: '',
    });
  expect(page?.replaceAll(/<[^>]+>/g, ' ')).toMatch(
    /Requires Authentication\s+Requires any of the roles:\s+SystemAdministrator, Manager/,
  );
  const { get } = JSON.parse(printOpenApi(contract)).paths['/thing'];
  expect(get.description).toBe('Requires any of the roles: SystemAdministrator, Manager');
  expect(Object.keys(get.responses)).toEqual(expect.arrayContaining(['401', '403']));
});

/** Runs the operation for a caller; the handler returns `done`. */
async function run(principal: Principal): Promise<readonly unknown[]> {
  const match = new OperationRouter(contract).find('GET', parseTarget('/thing'));
  if (!match) throw new Error('no route matches');
  const context = { principal, budget: { spend: () => undefined } } as never;
  const dependencies = { contract, context, details: {} as never };
  const { values } = await runOperation(
    async () => 'done',
    { match, contentType: undefined, body: null },
    dependencies,
  );
  return values;
}

const withRoles = (...roles: Role[]): Principal => new UserPrincipal({ roles } as unknown as UserRecord, 'password');

test('one of the roles is enough, none is not', async () => {
  expect(await run(withRoles('User', 'SystemAdministrator'))).toEqual(['done']);
  const message = 'One of the roles SystemAdministrator, Manager is needed for this.';
  await expect(run(withRoles('User'))).rejects.toMatchObject({ code: 'FORBIDDEN', message });
  await expect(run(withRoles())).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await expect(run(anonymous)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
});
