import { vi } from 'vitest';
import { demoIds } from '../../src/domain/directory/demo-content.ts';
import { as } from './graphql-client.ts';

/** Kinds of entities with an id that belong to an account, and accounts themselves. */
export type Kind =
  | 'account'
  | 'user'
  | 'customer'
  | 'endpoint'
  | 'session'
  | 'message'
  | 'conversation'
  | 'webhook'
  | 'delivery'
  | 'apiKey';

export type Ids = Readonly<Record<Kind, string>>;

/** A marker in every text that users of Globex write. */
export const globexMark = 'only-for-globex';

/** Users of each account who may use every kind of record. */
export const acmeUser = as('manager@acme.test');
const globexUser = as('manager@globex.test');

export interface TwoTenants {
  /** Ids of one entity of each kind in Acme. */
  readonly acme: Ids;
  /** Ids of one entity of each kind in Globex, which must be unknown to users of Acme. */
  readonly globex: Ids;
  /** Cursors of the lists of Globex. */
  readonly cursors: readonly string[];
}

/** Creates one entity of each kind in both accounts. The server must allow private webhook targets. */
export async function furnishTwoTenants(url: string): Promise<TwoTenants> {
  const acme = await furnish(url, acmeUser, 'of-acme', { account: demoIds.acme, user: demoIds.user });
  const globex = await furnish(url, globexUser, globexMark, { account: demoIds.globex, user: demoIds.globexUser });
  const page = 'pageInfo{endCursor}';
  const lists = [
    ...['sessions', 'mySessions', 'sessionEvents', 'messages', 'conversations'],
    ...['customers', 'endpoints', 'users', 'accounts', 'webhooks'],
  ];
  const deliveries = `webhookDeliveries(webhookId:"${globex.webhook}"){${page}}`;
  const data = await send(url, globexUser, `{${lists.map((list) => `${list}{${page}}`).join(' ')} ${deliveries}}`);
  const pages = Object.values(data) as { pageInfo: { endCursor: string } }[];
  return { acme, globex, cursors: pages.map(({ pageInfo }) => pageInfo.endCursor) };
}

async function furnish(
  url: string,
  who: Record<string, string>,
  mark: string,
  known: Pick<Ids, 'account' | 'user'>,
): Promise<Ids> {
  const idOf = async (operation: string): Promise<string> => {
    const [made] = Object.values(await send(url, who, `mutation{${operation}}`)) as { id: string }[];
    return made?.id ?? '';
  };
  const { newWebhook } = await send(
    url,
    who,
    `mutation{newWebhook(input:{url:"http://127.0.0.1:9/${mark}"}){webhook{id}}}`,
  );
  const webhook = (newWebhook as { webhook: { id: string } }).webhook.id;
  const customer = await idOf(`newCustomer(input:{name:"${mark}"}){id}`);
  const endpoint = await idOf(`newTeamEndpoint(input:{displayName:"${mark}" userIds:["${known.user}"]}){id}`);
  const session = await idOf(
    `newSession(input:{channel:Voice displayName:"${mark}" customerId:"${customer}" externalId:"sample"}){id}`,
  );
  const message = await idOf(`sendMessage(input:{sessionId:"${session}" body:"${mark}"}){id}`);
  const toAddress = known.account === demoIds.acme ? '+15550198' : '+15550199';
  const { sendMessage } = await send(
    url,
    who,
    `mutation{sendMessage(input:{endpointId:"${endpoint}" toAddress:"${toAddress}" body:"${mark}"}){conversationId}}`,
  );
  const conversation = (sendMessage as { conversationId: string }).conversationId;
  const { newApiKey } = await send(url, who, `mutation{newApiKey(name:"${mark}"){apiKey{id}}}`);
  const apiKey = (newApiKey as { apiKey: { id: string } }).apiKey.id;
  const delivery = await vi.waitFor(
    async () => {
      const { webhookDeliveries } = await send(url, who, `{webhookDeliveries(webhookId:"${webhook}"){nodes{id}}}`);
      const [first] = (webhookDeliveries as { nodes: { id: string }[] }).nodes;
      if (!first) throw new Error('nothing was to be delivered yet');
      return first.id;
    },
    { timeout: 10_000 },
  );
  return { ...known, customer, endpoint, session, message, conversation, webhook, delivery, apiKey };
}

async function send(url: string, who: Record<string, string>, query: string): Promise<Record<string, unknown>> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...who },
    body: JSON.stringify({ query }),
  });
  const { data, errors } = (await response.json()) as { data?: Record<string, unknown>; errors?: unknown };
  if (!data || errors) throw new Error(`${query}: ${JSON.stringify(errors)}`);
  return data;
}
