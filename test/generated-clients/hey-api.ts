import { createClient } from './generated/hey-api/client';
import {
  addSessionLogPost,
  endSessionDelete,
  getSessionGet,
  listSessionsGet,
  newSessionPost,
  patchSessionUpdate,
} from './generated/hey-api/sdk.gen';
import type { RunSessionLife } from './life.ts';

export const runSessionLife: RunSessionLife = async (baseUrl, apiKey) => {
  // the client takes the first of the offered schemes that `auth` has a value for: here a bearer token
  const client = createClient({ baseUrl, auth: ({ scheme }) => (scheme === 'bearer' ? apiKey : undefined) });
  const created = await newSessionPost({
    client,
    body: { channel: 'Chat', displayName: 'Support', memberEmailAddresses: ['agent@acme.test'] },
  });
  if (!created.data) throw new Error(JSON.stringify(created.error));
  const path = { sessionId: created.data.id };
  const read = await getSessionGet({ client, path });
  const listed = await listSessionsGet({
    client,
    query: { specificIds: [created.data.id], countPerPage: 1, sortOrder: 'Descend' },
  });
  const patched = await patchSessionUpdate({ client, path, body: { consoleData: 'Sales' } });
  const logged = await addSessionLogPost({ client, path, body: { message: 'Called back' } });
  await endSessionDelete({ client, path });
  const ended = await getSessionGet({ client, path });
  const refused = await newSessionPost({ client, body: { channel: 'Chat', memberEmailAddresses: ['nobody'] } });
  return {
    created: created.data.displayName,
    read: read.data?.displayName,
    listed: [listed.data?.items.length, listed.data?.hasMorePages],
    patched: patched.data?.consoleData,
    logged: logged.data?.log.at(-1)?.message,
    ended: ended.data?.ended,
    refused: [refused.response?.status ?? 0, refused.error?.responseStatus?.errors.map(({ fieldName }) => fieldName)],
  };
};
