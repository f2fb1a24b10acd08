import { type Db, ObjectId } from 'mongodb';
import { vi } from 'vitest';

/**
 * Returns an account and its documents as text, without outboxes, deliveries and the health of webhooks, which
 * background jobs change. Waits until the events of the account are relayed, because the relay adds them to the event stream.
 */
export async function documentsOfAccount(db: Db, account: string): Promise<string> {
  const id = new ObjectId(account);
  const filter = { $or: [{ _id: id }, { accountId: id }, { accountIds: id }] };
  const isQueued = { accountId: id, 'outbox.0': { $exists: true } };
  await vi.waitFor(
    async () => {
      if (await db.collection('sessions').findOne(isQueued)) throw new Error('events of the account are not relayed');
    },
    { timeout: 10_000 },
  );
  const texts: string[] = [];
  for (const { name } of await db.listCollections().toArray()) {
    if (name === 'webhookDeliveries') continue;
    const documents = await db.collection(name).find(filter).sort({ _id: 1 }).toArray();
    texts.push(`${name} ${JSON.stringify(documents.map(({ outbox: _, health: _health, ...document }) => document))}`);
  }
  return texts.sort().join('\n');
}
