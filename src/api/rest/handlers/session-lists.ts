import type { OffsetWindow } from '../../../common/pagination/offset-page.ts';
import { notFound } from '../../../domain/directory/domain-errors.ts';
import type { SessionSelection } from '../../../domain/sessions/criteria.ts';
import { newestFirst, SortOrders, sessionSortFields } from '../../../domain/sessions/order.ts';
import type { ListRequest, SessionQueries } from '../../../domain/sessions/queries.ts';
import { chargeSearchTo } from '../../http/charge-search.ts';
import type { RequestContext } from '../../http/request-context.ts';
import { toSessionInfo, toSessionInfos } from '../../loaders/session-relations.ts';
import type { OperationHandlers } from '../server/rest-operations.ts';
import { readListRequest } from './list-request.ts';
import { listResponse } from './list-response.ts';
import { readSelection } from './session-list-request.ts';

/** Upper bound on the items of the list of active sessions, which has no paging. */
const maxActive = 1_000;

const sortFields = Object.fromEntries(sessionSortFields.map((field) => [field, field]));

/** Handlers of the session lists and of GetSession. */
export function sessionListHandlers(queries: SessionQueries) {
  const active = async (context: RequestContext, list: ListRequest['list'], selection: SessionSelection) => {
    const window = { skip: 0, size: maxActive, isCounted: false };
    const request = { list, selection, selectionName: '', chargeSearch: chargeSearchTo(context.budget) };
    const { items } = await queries.offsetPage(context.principal, request, window);
    return toSessionInfos(items, context.loaders);
  };

  return {
    async ListSessions({ principal, loaders, budget }, request) {
      const { part, field, sortOrder } = readListRequest(request, sortFields);
      const ownDirection = field === null ? newestFirst.direction : SortOrders.Ascend;
      const order = { field: field ?? newestFirst.field, direction: sortOrder ?? ownDirection };
      const selection = readSelection(request);
      const chargeSearch = chargeSearchTo(budget);
      const which = { list: 'sessions', selection, order, selectionName: '', chargeSearch } as const;
      const source = {
        offsetPage: (window: OffsetWindow) => queries.offsetPage(principal, which, window),
        stream: () => queries.stream(principal, which),
      };
      return listResponse(part, source, (sessions) => toSessionInfos(sessions, loaders));
    },

    async GetMySessions(context) {
      return { sessions: await active(context, 'activeSessions', {}) };
    },

    async GetActiveSessions(context) {
      return { sessions: await active(context, 'activeSessions', {}) };
    },

    async GetSession(context, { sessionId }) {
      const chargeSearch = chargeSearchTo(context.budget);
      const request = { list: 'sessions', selection: { ids: [sessionId] }, selectionName: '', chargeSearch } as const;
      const window = { skip: 0, size: 1, isCounted: false };
      const [session] = (await queries.offsetPage(context.principal, request, window)).items;
      if (!session) throw notFound('session', 'sessionId', sessionId);
      // as in the vendor's API, GetSession returns no log; ListSessions with specificIds does
      return toSessionInfo({ ...session, log: [] }, context.loaders);
    },
  } satisfies Partial<OperationHandlers>;
}
