import type { FieldError } from '../../common/errors/app-error.ts';
import type { EndpointRecord, UserRecord } from '../directory/records.ts';
import type { DirectoryReader } from '../directory/repository.ts';
import { buildMember } from './build-session.ts';
import { callerIdData } from './call-legs.ts';
import { parseWithAddress, type WithAddress } from './check-addresses.ts';
import { type ExternalParticipant, identityIn } from './member-key.ts';
import type { MemberResolver } from './member-resolver.ts';
import type { SessionMember, SessionRecord } from './record.ts';

/** Resolves the people whom a session is redirected to, and the user who answers it, to members. */
export class TransferResolver {
  readonly #directory: DirectoryReader;
  readonly #members: MemberResolver;

  constructor(directory: DirectoryReader, members: MemberResolver) {
    this.#directory = directory;
    this.#members = members;
  }

  /**
   * Resolves the destination of a redirect: a user, a team or an endpoint of the account, or any other text, which is
   * somebody outside of it.
   * @param issues receives a validation error for an unknown user or team
   */
  async targets(
    { accountId }: SessionRecord,
    { destination, callerId }: { readonly destination: string; readonly callerId: string | null },
    issues: FieldError[],
  ): Promise<SessionMember[]> {
    if (destination === '') return [];
    const people = await this.#peopleAt(accountId, destination, issues);
    const endpoints = await this.#members.endpoints(accountId, people);
    const part = { isOriginalMember: false, role: 'Transfer', callState: 'None' } as const;
    const applicationData = callerIdData(callerId);
    return people.map((person) => ({ ...buildMember({ accountId, endpoints }, person, part), applicationData }));
  }

  /** @returns the user as a new member; `null` if it is one already */
  async joining(session: SessionRecord, user: UserRecord): Promise<SessionMember | null> {
    const { accountId, channel, members } = session;
    const identity = identityIn(session, user);
    if (members.some((member) => member.identity === identity)) return null;
    const endpoints = await this.#members.endpoints(accountId, [user]);
    const role = channel === 'Chat' ? 'None' : 'Agent';
    return buildMember({ accountId, endpoints }, user, { isOriginalMember: false, role, callState: 'None' });
  }

  async #peopleAt(
    accountId: string,
    destination: string,
    issues: FieldError[],
  ): Promise<(UserRecord | ExternalParticipant)[]> {
    const [endpoint] = await this.#directory.endpointsByIds([accountId], [destination]);
    const withAddress = endpoint ? addressOf(endpoint) : parseWithAddress(destination);
    if (!withAddress) return this.#members.byEmails(accountId, [endpoint?.phoneNumber ?? destination]);
    const found = await this.#members.byAddress(accountId, withAddress, 'destination');
    issues.push(...found.issues);
    return [...found.users];
  }
}

function addressOf({ id, type, userId }: EndpointRecord): WithAddress | null {
  if (type === 'Team') return { kind: 'team', id, text: `team:${id}` };
  return userId === null ? null : { kind: 'user', id: userId, text: `user:${userId}` };
}
