import { type DirectoryRecord, type EndpointRecord, newRecord, type Role, type UserRecord } from './records.ts';
import type { DirectoryContent } from './repository.ts';

/** Returns the id of a demo record: ids are constant, so that examples can refer to them. */
const id = (kind: string, number: number): string => `${kind}${number.toString(16).padStart(24 - kind.length, '0')}`;

export const demoIds = {
  acme: id('acc0', 1),
  globex: id('acc0', 2),
  admin: id('05e0', 1),
  user: id('05e0', 2),
  agent: id('05e0', 3),
  viewer: id('05e0', 4),
  globexUser: id('05e0', 5),
  manager: id('05e0', 6),
  globexManager: id('05e0', 7),
  headOffice: id('c050', 1),
  northRegion: id('c050', 2),
  northShop: id('c050', 3),
  supportTeam: id('e000', 16),
} as const;

/**
 * Returns the demo data: two accounts with users, a customer tree and endpoints.
 * @param hash returns one password hash per call
 */
export async function demoContent(now: Date, hash: () => Promise<string>): Promise<DirectoryContent> {
  const common = (recordId: string): DirectoryRecord => newRecord(recordId, now, null);
  const user = async (userId: string, name: string, accountId: string, roles: readonly Role[]): Promise<UserRecord> => {
    const [firstName = '', lastName = ''] = name.split(' ');
    const domain = accountId === demoIds.acme ? 'acme.test' : 'globex.test';
    const mailbox = userId === demoIds.globexUser ? 'user' : firstName.toLowerCase();
    return {
      ...common(userId),
      emailAddress: `${mailbox}@${domain}`,
      firstName,
      lastName,
      avatarUrl: null,
      roles,
      accountIds: [accountId],
      homeAccountId: accountId,
      passwordHash: await hash(),
    };
  };
  const users = await Promise.all([
    user(demoIds.admin, 'Admin Acme', demoIds.acme, ['User', 'SystemAdministrator']),
    user(demoIds.user, 'User Acme', demoIds.acme, ['User']),
    user(demoIds.agent, 'Agent Acme', demoIds.acme, ['User']),
    user(demoIds.viewer, 'Viewer Acme', demoIds.acme, []),
    user(demoIds.globexUser, 'Gail Globex', demoIds.globex, ['User']),
    user(demoIds.manager, 'Manager Acme', demoIds.acme, ['User', 'Manager']),
    user(demoIds.globexManager, 'Manager Globex', demoIds.globex, ['User', 'Manager']),
  ]);
  const endpoint = (number: number, accountId: string, parts: Partial<EndpointRecord>): EndpointRecord => ({
    ...common(id('e000', number)),
    accountId,
    type: 'User',
    displayName: '',
    customerId: null,
    userId: null,
    userIds: [],
    phoneNumber: null,
    referenceId: null,
    ...parts,
  });
  const customer = (customerId: string, name: string, parentCustomerId: string | null) => ({
    ...common(customerId),
    accountId: demoIds.acme,
    name,
    parentCustomerId,
    referenceId: null,
  });
  return {
    accounts: [
      { ...common(demoIds.acme), name: 'Acme' },
      { ...common(demoIds.globex), name: 'Globex' },
    ],
    users,
    customers: [
      customer(demoIds.headOffice, 'Head Office', null),
      customer(demoIds.northRegion, 'North Region', demoIds.headOffice),
      customer(demoIds.northShop, 'North Shop', demoIds.northRegion),
    ],
    endpoints: [
      ...users.map((owner, index) =>
        endpoint(index + 1, owner.homeAccountId, {
          userId: owner.id,
          displayName: `${owner.firstName} ${owner.lastName}`,
        }),
      ),
      endpoint(16, demoIds.acme, { type: 'Team', displayName: 'Support', userIds: [demoIds.user, demoIds.agent] }),
      endpoint(17, demoIds.acme, { type: 'PhoneNumber', displayName: 'Main line', phoneNumber: '+15550100' }),
      endpoint(18, demoIds.acme, { type: 'PhoneNumber', displayName: 'Support line', phoneNumber: '+15550101' }),
    ],
  };
}
