import type { OffsetWindow } from '../../../common/pagination/offset-page.ts';
import { notFound } from '../../../domain/directory/domain-errors.ts';
import type { SessionSelection } from '../../../domain/sessions/criteria.ts';
import { newestFirst } from '../../../domain/sessions/order.ts';
import type { ListRequest, SessionQueries } from '../../../domain/sessions/queries.ts';
import type { ListMySessions } from '../../contract/types/sessions/rest-lists.ts';
import type { RequestContext } from '../../http/request-context.ts';
import { toSessionInfo, toSessionInfos } from '../../loaders/session-relations.ts';
import type { OperationHandlers } from '../server/rest-operations.ts';
import { readListRequest } from './list-request.ts';
import { listResponse } from './list-response.ts';
import { readSelection } from './session-list-request.ts';

/** How many active ones are shown; nobody follows more at a time. */
const maxActive = 1_000;

const orderFields = {
  dateCreated: 'dateCreated',
  dateLastModified: 'dateLastModified',
  dateCompleted: 'dateCompleted',
} as const;

/** Lists of sessions over REST. */
export function sessionListHandlers(queries: SessionQueries) {
  const active = async (context: RequestContext, list: ListRequest['list'], selection: SessionSelection) => {
    const window = { skip: 0, size: maxActive, isCounted: false };
    const { items } = await queries.offsetPage(context.principal, { list, selection, selectionName: '' }, window);
    return toSessionInfos(items, context.loaders);
  };

  const answer = (
    { principal, loaders }: RequestContext,
    request: ListMySessions,
    list: ListRequest['list'],
    readCriteria: () => SessionSelection | null,
  ) => {
    const { part, field, sortOrder } = readListRequest(request, orderFields);
    const order = { field: field ?? newestFirst.field, direction: sortOrder ?? newestFirst.direction };
    const which = { list, selection: readCriteria(), order, selectionName: '' };
    const source = {
      offsetPage: (window: OffsetWindow) => queries.offsetPage(principal, which, window),
      stream: () => queries.stream(principal, which),
    };
    return listResponse(part, source, (sessions) => toSessionInfos(sessions, loaders));
  };

  return {
    async ListSessions(context, request) {
      return answer(context, request, 'sessions', () => readSelection(request));
    },

    async ListMySessions(context, request) {
      return answer(context, request, 'mySessions', () => null);
    },

    async ListActiveSessions(context) {
      return { sessions: await active(context, 'activeSessions', {}) };
    },

    async ListActiveCalls(context, { accountId }) {
      const accountIds = accountId ? [accountId] : null;
      return { calls: await active(context, 'sessions', { accountIds, channel: ['Voice'], ended: false }) };
    },

    async GetSession(context, { id }) {
      const request = { list: 'sessions', selection: { ids: [id] }, selectionName: '' } as const;
      const window = { skip: 0, size: 1, isCounted: false };
      const [session] = (await queries.offsetPage(context.principal, request, window)).items;
      if (!session) throw notFound('session', 'id', id);
      // as the vendor's: the log of one session is read by specificIds
      return toSessionInfo({ ...session, log: [] }, context.loaders);
    },
  } satisfies Partial<OperationHandlers>;
}
