import { setTimeout as wait } from 'node:timers/promises';
import { attacker, graphql } from './victim.mjs';

export const description =
  'fifty webhooks of one account to a dead receiver, which ten new sessions a second keep busy';

/** Nothing listens on the port of the receiver. */
export const env = { WEBHOOK_ALLOW_PRIVATE: '1' };
const deadReceiver = 'http://127.0.0.1:9/hook';
const hooks = 50;
const sessionsPerSecond = 10;

const newWebhook = 'mutation($url:String!){newWebhook(input:{url:$url}){webhook{id}}}';
const newSession = 'mutation{newSession(input:{channel:Voice,displayName:"Abuse"}){id}}';
const deliveries = 'query($id:ID!){webhookDeliveries(webhookId:$id,first:100){nodes{attempts}}}';

export async function prepare({ url }) {
  const created = [];
  for (let index = 0; index < hooks; index += 1) {
    created.push(await graphql(url, attacker, newWebhook, { url: `${deadReceiver}/${index}` }));
  }
  return created.map((one) => one.newWebhook.webhook.id);
}

export async function attack({ url }, signal, ids) {
  let sessions = 0;
  while (!signal.aborted) {
    await graphql(url, attacker, newSession);
    sessions += 1;
    await wait(1_000 / sessionsPerSecond);
  }
  const { webhookDeliveries } = await graphql(url, attacker, deliveries, { id: ids[0] });
  const attempts = webhookDeliveries.nodes.reduce((sum, one) => sum + one.attempts, 0);
  return { sessions, 'attempts of one webhook': attempts };
}
