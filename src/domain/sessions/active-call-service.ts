import type { Clock } from '../../common/time/clock.ts';
import type { Principal } from '../directory/principal.ts';
import { type CallLeg, callLegsOf } from './call-legs.ts';
import type { SessionListRepository } from './list-repository.ts';
import { newestFirst } from './order.ts';

/** Maximum sessions whose calls are listed. */
const maxSessions = 1_000;

/** Lists the calls that are in progress. */
export class ActiveCallService {
  readonly #sessions: SessionListRepository;
  readonly #clock: Clock;

  constructor(dependencies: { sessions: SessionListRepository; clock: Clock }) {
    this.#sessions = dependencies.sessions;
    this.#clock = dependencies.clock;
  }

  /**
   * Lists the calls of the newest 1,000 active Voice sessions. Requires the role Manager, SystemAdministrator or
   * CallCenterDashboard.
   * @param accountId restricts the list to one account; the account of another caller has no calls
   */
  async list(principal: Principal, accountId: string | null): Promise<CallLeg[]> {
    principal.requireAnyRole(['SystemAdministrator', 'Manager', 'CallCenterDashboard']);
    const criteria = { channel: ['Voice'], ended: false, ...(accountId && { accountIds: [accountId] }) } as const;
    const query = { scope: principal.accounts, criteria, archived: false };
    const sessions = await this.#sessions.findByOffset(query, newestFirst, { skip: 0, limit: maxSessions });
    const now = this.#clock.now();
    return sessions.flatMap((session) => callLegsOf(session, now));
  }
}
