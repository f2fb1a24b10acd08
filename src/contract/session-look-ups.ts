import type { DirectoryLoaders } from '../directory/loaders.ts';
import type { SessionRecord } from '../sessions/session-record.ts';
import type { SessionInfo } from './types/session-info.ts';

type LookedUp = 'accountName' | 'customerName' | 'customerBreadcrumb' | 'endpointName';

/**
 * What SessionInfo shows and a session does not keep: names, which are always those of now. GraphQL asks for each by
 * itself, REST for all of them.
 */
export const sessionLookUps: {
  [K in LookedUp]: (session: SessionRecord, loaders: DirectoryLoaders) => Promise<SessionInfo[K]>;
} = {
  async accountName(session, loaders) {
    return (await loaders.account.load(session.accountId))?.name ?? null;
  },
  async customerName(session, loaders) {
    return (session.customerId && (await loaders.customer.load(session.customerId))?.name) || null;
  },
  async customerBreadcrumb(session, loaders) {
    return (session.customerId && (await loaders.customer.load(session.customerId))?.breadcrumb) || [];
  },
  async endpointName(session, loaders) {
    return (session.endpointId && (await loaders.endpoint.load(session.endpointId))?.displayName) || null;
  },
};

/** A session with everything SessionInfo has. Does not compile while the record lacks a field of it. */
export async function completeSession(session: SessionRecord, loaders: DirectoryLoaders): Promise<SessionInfo> {
  const [accountName, customerName, customerBreadcrumb, endpointName] = await Promise.all([
    sessionLookUps.accountName(session, loaders),
    sessionLookUps.customerName(session, loaders),
    sessionLookUps.customerBreadcrumb(session, loaders),
    sessionLookUps.endpointName(session, loaders),
  ]);
  return { ...session, accountName, customerName, customerBreadcrumb, endpointName };
}
