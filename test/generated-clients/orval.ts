import {
  addSessionLogPost,
  endSessionDelete,
  getSessionGet,
  listSessionsGet,
  newSessionPost,
  patchSessionUpdate,
} from './generated/orval.ts';
import type { RunSessionLife } from './life.ts';

/** Orval puts the URL into the generated client. */
export const runSessionLife: RunSessionLife = async (_url, apiKey) => {
  const options = { headers: { 'X-Api-Key': apiKey } };
  const created = await newSessionPost(
    { channel: 'Chat', displayName: 'Support', memberEmailAddresses: ['agent@acme.test'] },
    options,
  );
  if (created.status !== 200) throw new Error(JSON.stringify(created.data));
  const { id } = created.data;
  const read = await getSessionGet(id, options);
  const listed = await listSessionsGet({ specificIds: [id], countPerPage: 1, sortOrder: 'Descend' }, options);
  const patched = await patchSessionUpdate(id, { consoleData: 'Sales' }, options);
  const logged = await addSessionLogPost(id, { message: 'Called back' }, options);
  await endSessionDelete(id, undefined, options);
  const ended = await getSessionGet(id, options);
  const refused = await newSessionPost({ channel: 'Chat', memberEmailAddresses: ['nobody'] }, options);
  return {
    created: created.data.displayName,
    read: read.status === 200 ? read.data.displayName : undefined,
    listed: listed.status === 200 ? [listed.data.items.length, listed.data.hasMorePages] : [undefined, undefined],
    patched: patched.status === 200 ? patched.data.consoleData : undefined,
    logged: logged.status === 200 ? logged.data.log.at(-1)?.message : undefined,
    ended: ended.status === 200 ? ended.data.ended : undefined,
    refused: [
      refused.status,
      refused.status === 400 ? refused.data.responseStatus?.errors.map(({ fieldName }) => fieldName) : undefined,
    ],
  };
};
