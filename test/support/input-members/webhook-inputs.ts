import { type InputEffects, removeAll, request } from './input-effects.ts';

const globex = 'acc000000000000000000002';
const url1 = 'http://127.0.0.1:9/one';

const members: InputEffects['members'] = {
  url: { send: 'http://127.0.0.1:9/two', becomes: { url: 'http://127.0.0.1:9/two' } },
  description: { send: 'For the wallboard', becomes: { description: 'For the wallboard' } },
  kinds: { send: ['SessionEnded'], becomes: { kinds: ['SessionEnded'] } },
  enabled: { send: false, becomes: { enabled: false } },
};

export const webhookInputs: Readonly<Record<string, InputEffects>> = {
  NewWebhook: {
    query: 'webhook',
    record: 'webhook',
    base: async (url) => {
      await removeAll(url, 'webhooks', '', ['deleteWebhook', 'id']);
      return { url: url1 };
    },
    members: { ...members, accountId: { send: globex, becomes: { accountId: globex } } },
  },
  PatchWebhook: {
    query: 'webhook',
    base: async (url) => {
      await removeAll(url, 'webhooks', '', ['deleteWebhook', 'id']);
      const data = await request(url, `mutation { newWebhook(input: { url: "${url1}" }) { webhook { id } } }`);
      const { webhook } = data.newWebhook as { webhook: { id: string } };
      return { id: webhook.id };
    },
    members: { ...members, id: { names: 'id' } },
  },
};
