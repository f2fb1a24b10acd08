import { call, json } from '../rest-client.ts';
import { type InputEffects, idOf, removeAll } from './input-effects.ts';

const acme = 'acc000000000000000000001';
const globex = 'acc000000000000000000002';
const agent = '05e000000000000000000003';
const viewer = '05e000000000000000000004';
const globexUser = '05e000000000000000000005';
const northShop = 'c05000000000000000000003';

const accountOf: InputEffects['members'] = { accountId: { send: globex, becomes: { accountId: globex } } };
const referenceId: InputEffects['members'] = { referenceId: { send: 'crm-7', becomes: { referenceId: 'crm-7' } } };
const customerId: InputEffects['members'] = { customerId: { send: northShop, becomes: { customerId: northShop } } };
const displayName: InputEffects['members'] = { displayName: { send: 'Night', becomes: { displayName: 'Night' } } };

const profile: InputEffects['members'] = {
  firstName: { send: 'Ada', becomes: { firstName: 'Ada' } },
  lastName: { send: 'Byron', becomes: { lastName: 'Byron' } },
  avatarUrl: { send: 'https://example.com/ada.png', becomes: { avatarUrl: 'https://example.com/ada.png' } },
};

/** A password is never returned: the user can sign in with it. */
const password = (text: string): InputEffects['members'][string] => ({
  send: text,
  becomes: { status: 200 },
  seenIn: async (url, answer) => {
    const { emailAddress } = answer as { emailAddress: string };
    const { headers, body } = json({ userName: emailAddress, password: text });
    const { status } = await call(url, 'POST /auth', { headers, body });
    return { status };
  },
});

const { avatarUrl: _, ...names } = profile;

const userMembers: InputEffects['members'] = {
  ...names,
  emailAddress: { send: 'sample-two@acme.test', becomes: { emailAddress: 'sample-two@acme.test' } },
  roles: { send: ['User'], becomes: { roles: ['User'] } },
};

const newUser = 'emailAddress: "sample-one@acme.test" password: "a long password"';
const deleteUser = ['deleteUser', 'userId'] as const;
const deleteEndpoint = ['deleteEndpoint', 'endpointId'] as const;
const newEndpoint = { ...accountOf, ...customerId, ...referenceId, ...displayName };
const removeNumbers = (url: string) => removeAll(url, 'endpoints', 'types: [PhoneNumber]', deleteEndpoint);
const newTeam = async (url: string) => ({
  endpointId: await idOf(url, 'newTeamEndpoint(input: { displayName: "Day" })'),
});

export const directoryInputs: Readonly<Record<string, InputEffects>> = {
  NewAccount: {
    query: 'account',
    base: async () => ({ name: 'Initech' }),
    members: { name: { send: 'Hooli', becomes: { name: 'Hooli' } } },
  },
  PatchAccount: {
    query: 'account',
    base: async (url) => ({ accountId: await idOf(url, 'newAccount(input: { name: "Initech" })') }),
    members: { accountId: { names: 'id' }, name: { send: 'Hooli', becomes: { name: 'Hooli' } } },
  },
  NewCustomer: {
    query: 'customer',
    base: async () => ({ name: 'South' }),
    members: {
      ...accountOf,
      ...referenceId,
      name: { send: 'West', becomes: { name: 'West' } },
      parentCustomerId: { send: northShop, becomes: { parentCustomerId: northShop } },
    },
  },
  PatchCustomer: {
    query: 'customer',
    base: async (url) => ({ customerId: await idOf(url, 'newCustomer(input: { name: "South" })') }),
    members: {
      ...referenceId,
      customerId: { names: 'id' },
      name: { send: 'West', becomes: { name: 'West' } },
      parentCustomerId: { send: northShop, becomes: { parentCustomerId: northShop } },
    },
  },
  NewUser: {
    query: 'user',
    base: async (url) => {
      await removeAll(url, 'users', 'emailFilter: "sample"', deleteUser);
      return { emailAddress: 'sample-one@acme.test', password: 'a long password' };
    },
    members: {
      ...userMembers,
      accountId: { send: globex, becomes: { accountIds: [globex] } },
      password: password('another long password'),
    },
  },
  PatchUser: {
    query: 'user',
    base: async (url) => {
      await removeAll(url, 'users', 'emailFilter: "sample"', deleteUser);
      return { userId: await idOf(url, `newUser(input: { ${newUser} })`) };
    },
    members: {
      ...userMembers,
      ...profile,
      userId: { names: 'id' },
      newPassword: password('a changed long password'),
      accountIds: { send: [globex], becomes: { accountIds: [globex] } },
      homeAccountId: { send: globex, with: { accountIds: [acme, globex] }, becomes: { homeAccountId: globex } },
    },
  },
  PatchMe: { query: 'user', base: async () => ({}), members: profile },
  NewUserEndpoint: {
    query: 'endpoint',
    base: async (url) => {
      await removeAll(url, 'endpoints', 'types: [User]', deleteEndpoint);
      return { userId: agent };
    },
    members: {
      ...newEndpoint,
      accountId: { send: globex, with: { userId: globexUser }, becomes: { accountId: globex } },
      userId: { send: viewer, becomes: { userId: viewer } },
      userEmailAddress: { send: 'viewer@acme.test', without: ['userId'], becomes: { userId: viewer } },
    },
  },
  NewTeamEndpoint: {
    query: 'endpoint',
    base: async () => ({ displayName: 'Day' }),
    members: { ...newEndpoint, userIds: { send: [agent], becomes: { userIds: [agent] } } },
  },
  BuyPhoneNumber: {
    query: 'endpoint',
    base: async (url) => {
      await removeNumbers(url);
      return { number: '+15550177' };
    },
    members: {
      ...newEndpoint,
      number: { send: '+15550178', becomes: { phoneNumber: '+15550178' } },
      isVirtualPhoneNumber: { ignores: true },
    },
  },
  PatchEndpoint: {
    query: 'endpoint',
    base: async (url) => {
      await removeNumbers(url);
      return { endpointId: await idOf(url, 'buyPhoneNumber(input: { number: "+15550177" })') };
    },
    members: {
      ...customerId,
      ...referenceId,
      ...displayName,
      endpointId: { names: 'id' },
      userIds: { send: [agent], base: newTeam, becomes: { userIds: [agent] } },
      phoneNumber: { send: '+15550178', becomes: { phoneNumber: '+15550178' } },
    },
  },
};
