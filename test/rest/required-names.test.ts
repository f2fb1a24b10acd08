import { expect, it } from 'vitest';
import { as } from '../support/graphql-client.ts';
import { call, responseStatus } from '../support/rest-client.ts';
import { useTestApp } from '../support/use-test-app.ts';

const app = useTestApp();
const headers = { ...as('admin@acme.test'), accept: 'application/json', 'content-type': 'application/json' };

it.each([
  ['GET', 'GetSession', 'SessionId'],
  ['PATCH', 'PatchSession'],
  ['GET', 'GetCustomer'],
  ['PATCH', 'PatchCustomer'],
  ['PATCH', 'PatchUser'],
  ['PATCH', 'PatchEndpoint'],
  ['DELETE', 'DeleteCustomer'],
])('%s %s at its pre-defined route returns NotEmpty for a missing id', async (method, name, fieldName = 'Id') => {
  const body = method === 'GET' || method === 'DELETE' ? {} : { body: '{}' };
  const answer = await call(app.url, `${method} /json/reply/${name}`, { headers, ...body });
  expect([answer.status, responseStatus(answer).errors]).toMatchObject([400, [{ fieldName, errorCode: 'NotEmpty' }]]);
});
