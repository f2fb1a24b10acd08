import { expect, test } from 'vitest';
import { printTypesMetadata } from '../../../src/api/contract/printers/types-metadata.ts';
import { contract } from '../../support/contract.ts';

test('operations and types with the names of the CLR', () => {
  const metadata = JSON.parse(printTypesMetadata(contract, 'https://host'));
  expect(metadata.config).toEqual({ baseUrl: 'https://host' });
  const operation = metadata.operations.find(
    ({ request }: { request: { name: string } }) => request.name === 'NewSession',
  );
  expect(operation).toMatchObject({
    request: {
      name: 'NewSession',
      namespace: 'Voice.Api.Sessions',
      implements: [{ name: 'IPost', namespace: 'ServiceStack' }],
      description: 'Create a new session',
      attributes: [{ name: 'Api', args: [{ name: 'Description', type: 'string', value: 'Create a new session' }] }],
    },
    response: { name: 'SessionInfo', inherits: { name: 'EntityInfo', namespace: 'Voice.Api' } },
    actions: ['POST'],
    method: 'POST',
    returnType: { name: 'SessionInfo', namespace: 'Voice.Api.Sessions' },
    routes: [{ path: '/sessions', verbs: 'POST' }],
    requiresAuth: true,
    requiredRoles: ['User'],
    tags: [],
  });
  const property = (name: string): unknown =>
    operation.request.properties.find((candidate: { name: string }) => candidate.name === name);
  expect(property('Channel')).toMatchObject({
    type: 'FlowChannels',
    namespace: 'Voice.Api.Flows',
    isValueType: true,
    isEnum: true,
  });
  expect(property('Direction')).toMatchObject({
    type: 'Nullable`1',
    namespace: 'System',
    genericArgs: ['SessionDirections'],
  });
  expect(property('MemberEmailAddresses')).toMatchObject({ type: 'List`1', genericArgs: ['String'] });
  expect(property('StartSession')).toMatchObject({ type: 'Boolean', namespace: 'System', isValueType: true });
  expect(metadata.types.map(({ name }: { name: string }) => name)).not.toContain('NewSession');
  expect(metadata.types).toContainEqual({
    name: 'FlowChannels',
    namespace: 'Voice.Api.Flows',
    isEnum: true,
    enumNames: ['Voice', 'Chat', 'Fax'],
  });
});
