import { type Db, ObjectId } from 'mongodb';

/** Returns an account and its documents as text, without outboxes and deliveries, which background jobs change. */
export async function documentsOfAccount(db: Db, account: string): Promise<string> {
  const id = new ObjectId(account);
  const filter = { $or: [{ _id: id }, { accountId: id }, { accountIds: id }] };
  const texts: string[] = [];
  for (const { name } of await db.listCollections().toArray()) {
    if (name === 'webhookDeliveries') continue;
    const documents = await db.collection(name).find(filter).sort({ _id: 1 }).toArray();
    texts.push(`${name} ${JSON.stringify(documents.map(({ outbox: _, ...document }) => document))}`);
  }
  return texts.sort().join('\n');
}
