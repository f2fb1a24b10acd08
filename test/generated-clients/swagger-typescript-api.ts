import {
  Api,
  type ErrorResponse,
  FlowChannels,
  type HttpResponse,
  SortOrders,
} from './generated/swagger-typescript-api.ts';
import type { RunSessionLife } from './life.ts';

export const runSessionLife: RunSessionLife = async (baseUrl, apiKey) => {
  const { sessions } = new Api({ baseUrl, baseApiParams: { headers: { 'X-Api-Key': apiKey } } });
  const { data: created } = await sessions.newSessionPost({
    channel: FlowChannels.Chat,
    displayName: 'Support',
    memberEmailAddresses: ['agent@acme.test'],
  });
  const { data: read } = await sessions.getSessionGet(created.id);
  const { data: list } = await sessions.listSessionsGet({
    specificIds: [created.id],
    countPerPage: 1,
    sortOrder: SortOrders.Descend,
  });
  const { data: patched } = await sessions.patchSessionUpdate(created.id, { consoleData: 'Sales' });
  const { data: logged } = await sessions.addSessionLogPost(created.id, { message: 'Called back' });
  await sessions.endSessionDelete(created.id);
  const { data: ended } = await sessions.getSessionGet(created.id);
  const { status, error } = await sessions
    .newSessionPost({ channel: FlowChannels.Chat, memberEmailAddresses: ['nobody'] })
    .catch((response: HttpResponse<unknown, ErrorResponse>) => response);
  return {
    created: created.displayName,
    read: read.displayName,
    listed: [list.items.length, list.hasMorePages],
    patched: patched.consoleData,
    logged: logged.log.at(-1)?.message,
    ended: ended.ended,
    refused: [status, error.responseStatus?.errors.map(({ fieldName }) => fieldName)],
  };
};
