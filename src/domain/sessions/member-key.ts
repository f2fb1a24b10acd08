import { normalizeEmailAddress } from '../../common/validation/email-address.ts';
import { toE164 } from '../../common/validation/phone-number.ts';
import type { UserRecord } from '../directory/records.ts';
import type { SessionRecord } from './record.ts';

/** A participant without a user in the account, identified by an e-mail address or a phone number. */
export interface ExternalParticipant {
  readonly id: null;
  /** As the caller wrote it. */
  readonly address: string;
}

/**
 * Returns the form in which identities of members are stored and compared: E.164 for a phone number, the normal form of
 * an e-mail address, otherwise lower case. Equal keys are one person, however the identity is written.
 */
export function memberKey(identity: string): string {
  return toE164(identity) ?? normalizeEmailAddress(identity);
}

/** Returns the identity of a new member: `user:ID` for a user of the account, otherwise the key of its address. */
export function identityOf(person: UserRecord | ExternalParticipant, accountId: string): string {
  if (person.id === null) return memberKey(person.address);
  return person.accountIds.includes(accountId) ? `user:${person.id}` : person.emailAddress;
}

/**
 * Returns the identity of a person in a session: that of its member, otherwise the one it would have as a new member.
 * A user who was invited before becoming a user is a member by e-mail address.
 */
export function identityIn(
  { accountId, members }: Pick<SessionRecord, 'accountId' | 'members'>,
  person: UserRecord | ExternalParticipant,
): string {
  const own = identityOf(person, accountId);
  const keys = person.id === null ? [own] : [own, `user:${person.id}`, memberKey(person.emailAddress)];
  const present = keys.flatMap((key) => members.filter(({ identity }) => memberKey(identity) === key));
  return present[0]?.identity ?? own;
}
