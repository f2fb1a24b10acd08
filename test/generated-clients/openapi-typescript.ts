import createClient from 'openapi-fetch';
import type { paths } from './generated/openapi-typescript.ts';
import type { RunSessionLife } from './life.ts';

export const runSessionLife: RunSessionLife = async (baseUrl, apiKey) => {
  const client = createClient<paths>({ baseUrl, headers: { 'X-Api-Key': apiKey } });
  const created = await client.POST('/sessions', {
    body: { channel: 'Chat', displayName: 'Support', memberEmailAddresses: ['agent@acme.test'] },
  });
  if (!created.data) throw new Error(JSON.stringify(created.error));
  const params = { path: { sessionId: created.data.id } };
  const read = await client.GET('/sessions/{sessionId}', { params });
  const listed = await client.GET('/sessions', {
    params: { query: { specificIds: [created.data.id], countPerPage: 1, sortOrder: 'Descend' } },
  });
  const patched = await client.PATCH('/sessions/{sessionId}', { params, body: { consoleData: 'Sales' } });
  const logged = await client.POST('/sessions/{sessionId}/log', { params, body: { message: 'Called back' } });
  await client.DELETE('/sessions/{sessionId}', { params });
  const ended = await client.GET('/sessions/{sessionId}', { params });
  const refused = await client.POST('/sessions', { body: { channel: 'Chat', memberEmailAddresses: ['nobody'] } });
  return {
    created: created.data.displayName,
    read: read.data?.displayName,
    listed: [listed.data?.items.length, listed.data?.hasMorePages],
    patched: patched.data?.consoleData,
    logged: logged.data?.log.at(-1)?.message,
    ended: ended.data?.ended,
    refused: [refused.response.status, refused.error?.responseStatus?.errors.map(({ fieldName }) => fieldName)],
  };
};
