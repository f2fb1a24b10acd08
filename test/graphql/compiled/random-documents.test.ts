// Compares compiled and interpreted responses to random documents. The long form: npm run bench -- compiled
import { afterAll, beforeAll, expect, it } from 'vitest';
import { FakeClock } from '../../support/fake-clock.ts';
import { randomDocument, randomVariables } from '../../support/fuzz/random-documents.ts';
import { as } from '../../support/graphql-client.ts';
import { startTestApp, type TestApp } from '../../support/start-test-app.ts';

const cases = Number(process.env.COMPILED_CASES ?? 250);
const firstSeed = Number(process.env.COMPILED_SEED ?? 1);
/** Mutations repeat documents with other variables, so that later ones run compiled. */
const mutationDocuments = 40;
const unlimited = '1000000000';
const settings = {
  RATE_LIMIT_USER: unlimited,
  RATE_LIMIT_ACCOUNT: unlimited,
  QUERY_MAX_COST: unlimited,
  QUERY_MAX_ALIASES: '1000',
  QUERY_MAX_DEPTH: '50',
};

/** An application with the ids of its sessions, which differ between applications. */
interface Contestant {
  readonly app: TestApp;
  readonly sessionIds: string[];
}

let compiled: Contestant;
let interpreted: Contestant;
beforeAll(async () => {
  compiled = await contestant({ COMPILE_AFTER: '1' });
  interpreted = await contestant({ COMPILE_AFTER: '0' });
});
afterAll(async () => {
  await compiled?.app.close();
  await interpreted?.app.close();
});

async function contestant(env: Record<string, string>): Promise<Contestant> {
  // with a clock that stands still, durations are equal
  const app = await startTestApp({ ...settings, ...env }, { clock: new FakeClock() });
  const one = { app, sessionIds: [] as string[] };
  for (const channel of ['Voice', 'Chat', 'Fax']) {
    const query = `mutation { newSession(input: { channel: ${channel}, displayName: "d", memberEmailAddresses: ["agent@acme.test", "x@y.test"], customerId: "c05000000000000000000001" }) { id } }`;
    const { data } = await post(one, { query });
    one.sessionIds.push((data as { newSession: { id: string } }).newSession.id);
  }
  return one;
}

type Answer = Readonly<Record<string, unknown>>;

/** Sends a request as the administrator. `SESSION0` stands for the id of the first session. */
async function post({ app, sessionIds }: Contestant, request: object): Promise<Answer> {
  const body = JSON.stringify(request).replaceAll(/SESSION(\d)/g, (_, at) => sessionIds[at] ?? '');
  const response = await fetch(`${app.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...as('admin@acme.test') },
    body,
  });
  return { status: response.status, ...((await response.json()) as object) };
}

/** Replaces ids, dates and cursors by their order of appearance: they differ between applications. */
function comparable({ extensions, ...answer }: Answer): string {
  const ids: string[] = [];
  const placeholderOf = (id: string): string => {
    if (!ids.includes(id)) ids.push(id);
    return `ID${ids.indexOf(id)}`;
  };
  return JSON.stringify(answer)
    .replaceAll(/"Wy[\w-]{20,}"/g, '"CURSOR"')
    .replaceAll(/\b[A-Z]{2}[0-9a-f]{32}\b/g, 'SID')
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'DATE')
    .replaceAll(/\b[0-9a-f]{24}\b/g, placeholderOf)
    .replaceAll(/[\w-]{8}-[\w-]{4}-[\w-]{4}-[\w-]{4}-[\w-]{12}/g, 'UUID');
}

it('compiled and interpreted responses to random documents are equal', { timeout: 3_600_000 }, async () => {
  const differences: object[] = [];
  const compare = async (request: object): Promise<void> => {
    const [one, other] = [comparable(await post(compiled, request)), comparable(await post(interpreted, request))];
    if (one !== other) differences.push({ request, compiled: one, interpreted: other });
  };
  for (let seed = firstSeed; seed < firstSeed + cases && differences.length < 3; seed += 1) {
    const isMutation = seed % 5 === 0;
    const document = isMutation
      ? randomDocument((seed / 5) % mutationDocuments, 'mutation')
      : randomDocument(seed, 'query');
    const request = { query: document.query, variables: randomVariables(document, seed) };
    // the second request is handled without Apollo Server
    for (let times = isMutation ? 1 : 2; times > 0; times -= 1) await compare(request);
  }
  expect(differences).toEqual([]);
});
