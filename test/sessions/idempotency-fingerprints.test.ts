import { createHash } from 'node:crypto';
import { isInputObjectType, isObjectType } from 'graphql';
import { ObjectId } from 'mongodb';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { dtoNamed } from '../../src/api/contract/model.ts';
import { readContract } from '../../src/api/contract/read-contract.ts';
import { buildContractSchemaWithoutServices, buildSchemaWithoutServices } from '../support/app-schema.ts';
import { as } from '../support/graphql-client.ts';
import { call, json } from '../support/rest-client.ts';
import { storedSession } from '../support/session-documents.ts';
import { useDatabase, useTestApp } from '../support/use-test-app.ts';

// A fingerprint is stored for at least 24 hours. Servers of two versions share a database during a rolling upgrade,
// so the fingerprint of a request must not change from one version to the next.

const app = useTestApp();
const database = useDatabase(app);

const acme = 'acc000000000000000000001';
const customer = 'c05000000000000000000003';
const session = '5e5510000000000000000001';
const required = { channel: 'Fax' };

/** Requests that set one member of NewSession, with the content of their fingerprints. */
const newSession: Readonly<Record<string, [input: object, content: string]>> = {
  channel: [{ channel: 'Voice' }, `["${acme}",{}]`],
  displayName: [{ ...required, displayName: ' Desk ' }, `["${acme}",{"channel":"Fax","displayName":"Desk"}]`],
  direction: [{ ...required, direction: 'Incoming' }, `["${acme}",{"channel":"Fax","direction":"Incoming"}]`],
  callState: [{ ...required, callState: 'Ringing' }, `["${acme}",{"callState":"Ringing","channel":"Fax"}]`],
  fromAddress: [{ ...required, fromAddress: 'a@b.test' }, `["${acme}",{"channel":"Fax","fromAddress":"a@b.test"}]`],
  fromName: [{ ...required, fromName: 'Ann' }, `["${acme}",{"channel":"Fax","fromName":"Ann"}]`],
  toAddress: [{ ...required, toAddress: '+15550100' }, `["${acme}",{"channel":"Fax","toAddress":"+15550100"}]`],
  parentSessionId: [
    { ...required, parentSessionId: session },
    `["${acme}",{"channel":"Fax","parentSessionId":"${session}"}]`,
  ],
  customerId: [{ ...required, customerId: customer }, `["${acme}",{"channel":"Fax","customerId":"${customer}"}]`],
  withAddress: [
    { channel: 'Chat', withAddress: 'user:05e000000000000000000003' },
    `["${acme}",{"channel":"Chat","withAddress":{"kind":"user","id":"05e000000000000000000003","text":"user:05e000000000000000000003"}}]`,
  ],
  fromPhoneNumber: [
    { ...required, fromPhoneNumber: '+15550199' },
    `["${acme}",{"channel":"Fax","fromPhoneNumber":"+15550199"}]`,
  ],
  destination: [{ ...required, destination: '+15550100' }, `["${acme}",{"channel":"Fax","destination":"+15550100"}]`],
  memberEmailAddresses: [
    { ...required, memberEmailAddresses: ['ann@example.com'] },
    `["${acme}",{"channel":"Fax","memberEmailAddresses":["ann@example.com"]}]`,
  ],
  externalId: [{ ...required, externalId: 'CRM-7' }, `["${acme}",{"channel":"Fax","externalId":"CRM-7"}]`],
  attributes: [
    { ...required, attributes: [{ key: 'case', value: '7' }] },
    `["${acme}",{"attributes":[{"key":"case","value":"7"}],"channel":"Fax"}]`,
  ],
  startSession: [{ ...required, startSession: true }, `["${acme}",{"channel":"Fax","startSession":true}]`],
};

const dialled = `"callState":"Ringing","destination":"+15550144"`;

/** The same for NewOutgoingSession: a NewSession with fixed members. */
const newOutgoingSession: typeof newSession = {
  flowId: [
    { numberToDial: '+15550144', flowId: ' flow-7 ' },
    `["${acme}",{${dialled},"flowId":"flow-7","startSession":true}]`,
  ],
  numberToDial: [{ numberToDial: '+1 555 0144' }, `["${acme}",{${dialled},"startSession":true}]`],
  callerId: [
    { numberToDial: '+15550144', callerId: '+1 555 0100' },
    `["${acme}",{${dialled},"fromPhoneNumber":"+15550100","startSession":true}]`,
  ],
};

const direct = { endpointId: 'e00000000000000000000011', toAddress: '+15550123', body: 'Hello' };

const sendMessage: typeof newSession = {
  sessionId: [{ sessionId: session, body: 'Hello' }, `["${session}","Hello"]`],
  body: [{ sessionId: session, body: ' Two\nlines ' }, `["${session}","Two\\nlines"]`],
  endpointId: [
    { ...direct, endpointId: 'e00000000000000000000012' },
    '["e00000000000000000000012","+15550123","Hello"]',
  ],
  toAddress: [{ ...direct, toAddress: 'Ann@example.com' }, '["e00000000000000000000011","ann@example.com","Hello"]'],
};

/** Every mutation that accepts an idempotency key: its input type, its REST route and its requests. */
const operations = {
  newSession: { input: 'NewSession', path: '/sessions', requests: newSession },
  newOutgoingSession: { input: 'NewOutgoingSession', path: '/sessions/outgoing', requests: newOutgoingSession },
  sendMessage: { input: 'SendMessage', path: '/messages', requests: sendMessage },
} as const;

const cases = Object.entries(operations).flatMap(([field, { input, path, requests }]) =>
  Object.entries(requests).map(([member, [request, content]]) => ({ field, input, path, member, request, content })),
);

const contract = readContract(buildContractSchemaWithoutServices());
// only a Manager or SystemAdministrator starts outgoing calls
const user = as('admin@acme.test');

/** Returns the fingerprint that is stored for an idempotency key. */
async function storedFingerprint(key: string): Promise<unknown> {
  const filter = { 'idempotency.key': key };
  const found =
    (await database().collection('sessions').findOne(filter)) ??
    (await database().collection('messages').findOne(filter));
  return found?.idempotency.fingerprint;
}

const sha256 = (content: string): string => createHash('sha256').update(content).digest('base64');

beforeAll(() =>
  database()
    .collection<{ _id: ObjectId }>('sessions')
    .insertOne({ ...storedSession(1), _id: new ObjectId(session) }),
);

// an account has one session for an external id
beforeEach(() => database().collection('sessions').deleteMany({ externalId: 'CRM-7' }));

describe('the fingerprint of a request with an idempotency key', () => {
  it('is pinned for every member of every operation that accepts a key', () => {
    const schema = buildSchemaWithoutServices();
    const mutation = schema.getMutationType();
    if (!isObjectType(mutation)) throw new Error('the schema has no mutations');
    const keyed = Object.values(mutation.getFields()).filter(({ args }) =>
      args.some(({ name }) => name === 'idempotencyKey'),
    );
    expect(keyed.map(({ name }) => name).sort()).toEqual(Object.keys(operations).sort());
    for (const { input, requests } of Object.values(operations)) {
      const type = schema.getType(input);
      if (!isInputObjectType(type)) throw new Error(`the schema has no input ${input}`);
      expect(Object.keys(requests).sort(), input).toEqual(Object.keys(type.getFields()).sort());
    }
  });

  it.each(cases)('$field with $member, over GraphQL', async ({ field, input, member, request, content }) => {
    const key = `graphql-${field}-${member}`;
    const query = `mutation ($input: ${input}!) { ${field}(input: $input, idempotencyKey: "${key}") { id } }`;
    const { headers, body } = json({ query, variables: { input: request } });
    const answer = await call(app.url, 'POST /graphql', { headers: { ...user, ...headers }, body });
    expect(answer.text).not.toContain('"errors"');
    expect(await storedFingerprint(key)).toBe(sha256(content));
  });

  // some members exist in GraphQL only
  const inRest = cases.filter(({ input, member }) =>
    dtoNamed(contract, input).members.some(({ name }) => name === member),
  );
  it.each(inRest)('$field with $member, over REST', async ({ field, path, member, request, content }) => {
    const key = `rest-${field}-${member}`;
    const { headers, body } = json(request);
    const answer = await call(app.url, `POST ${path}`, {
      headers: { ...user, ...headers, 'idempotency-key': key },
      body,
    });
    expect(answer.status, answer.text).toBeLessThan(300);
    expect(await storedFingerprint(key)).toBe(sha256(content));
  });
});
