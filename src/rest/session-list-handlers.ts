import type { RequestContext } from '../auth/request-context.ts';
import { completeSession, completeSessions } from '../contract/session-look-ups.ts';
import type { SessionInfo } from '../contract/types/session-info.ts';
import type {
  ListActiveCalls,
  ListMySessions,
  ListSessions,
} from '../contract/types/session-rest-lists.ts';
import { notFound } from '../directory/refusals.ts';
import type { SessionSelection } from '../sessions/session-criteria.ts';
import type { ListRequest, SessionLists } from '../sessions/session-lists.ts';
import type { SessionRecord } from '../sessions/session-record.ts';
import type { OperationHandler } from './operation-handler.ts';
import { type NumberedPage, readPaging, readSelection } from './session-list-request.ts';
import { StreamedList } from './streamed-list.ts';

/** How many active ones are shown; nobody follows more at a time. */
const mostActive = 1_000;

/** Lists of sessions over REST. Inputs are decoded by the contract of the classes they are taken for. */
export function sessionListHandlers(lists: SessionLists): Readonly<Record<string, OperationHandler>> {
  const active = async (context: RequestContext, list: ListRequest['list'], selection: SessionSelection) => {
    const slice = { skip: 0, limit: mostActive, counted: false };
    const { sessions } = await lists.slice(context.principal, { list, selection, selectionName: '' }, slice);
    return completeSessions(sessions, context.loaders);
  };

  return {
    async ListSessions(context, input) {
      const request = input as unknown as ListSessions;
      const { order, page } = readPaging(request);
      return answer(
        lists,
        context,
        { list: 'sessions', selection: readSelection(request), order, selectionName: '' },
        page,
      );
    },

    async ListMySessions(context, input) {
      const { order, page } = readPaging(input as unknown as ListMySessions);
      return answer(lists, context, { list: 'mySessions', order, selectionName: '' }, page);
    },

    async ListActiveSessions(context) {
      return { sessions: await active(context, 'activeSessions', {}) };
    },

    async ListActiveCalls(context, input) {
      const { accountId } = input as unknown as ListActiveCalls;
      const accountIds = accountId ? [accountId] : null;
      return { calls: await active(context, 'sessions', { accountIds, channel: ['Voice'], ended: false }) };
    },

    async GetSession(context, input) {
      const { id } = input as { id: string };
      const request = { list: 'sessions', selection: { ids: [id] }, selectionName: '' } as const;
      const { sessions } = await lists.slice(context.principal, request, { skip: 0, limit: 1, counted: false });
      const [session] = sessions;
      if (!session) throw notFound('session', 'id', id);
      // as the vendor's: the log of one session is read by specificIds
      return completeSession({ ...session, log: [] }, context.loaders);
    },
  };
}

async function answer(
  lists: SessionLists,
  context: RequestContext,
  request: ListRequest,
  { all, ...slice }: NumberedPage,
): Promise<unknown> {
  const { counted, limit } = slice;
  if (all) {
    const chunks = await lists.all(context.principal, request);
    const totals = (count: number) => (counted ? { totalCount: count, totalPages: 1 } : {});
    return new StreamedList(completed(chunks, context), (count) => ({ ...totals(count), hasMorePages: false }));
  }
  const { sessions, hasMore, totalCount } = await lists.slice(context.principal, request, slice);
  return {
    items: await completeSessions(sessions, context.loaders),
    totalCount,
    totalPages: totalCount === null ? null : Math.ceil(totalCount / limit),
    hasMorePages: hasMore,
  };
}

async function* completed(
  chunks: AsyncIterable<readonly SessionRecord[]>,
  context: RequestContext,
): AsyncGenerator<readonly SessionInfo[]> {
  for await (const chunk of chunks) yield await completeSessions(chunk, context.loaders);
}
