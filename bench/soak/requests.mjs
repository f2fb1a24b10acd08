// Generates requests in the proportions of a busy day; one in a hundred is invalid.
export const password = 'bench-soak';

const basic = (user) => `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
const json = { 'content-type': 'application/json', accept: 'application/json', authorization: basic('user@acme.test') };
const xml = { ...json, 'content-type': 'application/xml', accept: 'application/xml' };
/** Maximum number of known sessions to read and change; the latest ones are kept. */
const maxKnown = 500;

const post = (path, body, headers = json) => ({ path, method: 'POST', headers, body });
const graphql = (query, variables = {}) => post('/graphql', JSON.stringify({ query, variables }));
const change = (name, type) => (id) =>
  graphql(`mutation($input:${type}!){${name}(input:$input){id revision}}`, {
    input: { sessionId: id, ...(name === 'patchSession' && { displayName: `Patched ${id.slice(-4)}` }) },
  });

const listed = 'id displayName channel callState customerName members{identity role}';
const creates = [
  () => graphql('mutation{newSession(input:{channel:Voice,destination:"+15550100"}){id}}'),
  () => post('/sessions', JSON.stringify({ channel: 'Chat', withAddress: 'team:e00000000000000000000010' })),
  () =>
    post(
      '/sessions',
      '<NewSession xmlns="http://schemas.datacontract.org/2004/07/Voice.Api.Sessions"><Channel>Fax</Channel></NewSession>',
      xml,
    ),
];
const reads = [
  () => graphql(`{sessions(first:25){nodes{${listed}} pageInfo{endCursor hasNextPage}}}`),
  () => graphql(`{sessions(first:10,filter:{ended:false}){nodes{${listed}}}}`),
  () => ({ path: '/sessions?take=25', method: 'GET', headers: json }),
  () => ({ path: '/sessions?take=10', method: 'GET', headers: xml }),
];
const ofSessions = [
  (id) => graphql(`query($id:ID!){session(id:$id){${listed} log{message}}}`, { id }),
  (id) => graphql(`query($id:ID!){session(id:$id){${listed} log{message}}}`, { id }),
  (id) => ({ path: `/sessions/${id}`, method: 'GET', headers: json }),
  change('patchSession', 'PatchSession'),
  change('holdSession', 'HoldSession'),
  change('resumeSession', 'ResumeSession'),
  change('endSession', 'EndSession'),
];
const signIns = [() => post('/auth/credentials', JSON.stringify({ userName: 'agent@acme.test', password }))];
const invalid = [
  () => post('/graphql', '{"query":"{'),
  () => graphql(`{${'sessions{nodes{parent{children{'.repeat(20)}`),
  () => graphql('{nothing}'),
  () => post('/sessions', '<!DOCTYPE x [<!ENTITY a "b">]><NewSession/>', xml),
  () => post('/sessions', '{"channel":"Telepathy"}'),
  () => ({ path: '/sessions/nothing', method: 'GET', headers: json }),
  () => ({ path: '/sessions', method: 'GET', headers: { ...json, authorization: basic('nobody@acme.test') } }),
  () => ({ path: '/sessions', method: 'PUT', headers: { ...json, 'content-encoding': 'gzip' }, body: 'x' }),
];

const pick = (list) => list[Math.floor(Math.random() * list.length)];

/** Generates random requests, and collects session ids from responses. */
export class Requests {
  #ids = [];

  next() {
    const drawn = Math.random() * 100;
    if (drawn < 1) return { ...pick(invalid)(), isInvalid: true };
    if (drawn < 2) return pick(signIns)();
    if (drawn < 25 || this.#ids.length === 0) return pick(creates)();
    return drawn < 50 ? pick(reads)() : pick(ofSessions)(pick(this.#ids));
  }

  learn(body) {
    const id = /"newSession":\{"id":"(\w{24})"|^\{"id":"(\w{24})"/.exec(body);
    if (!id) return;
    this.#ids.push(id[1] ?? id[2]);
    if (this.#ids.length > maxKnown) this.#ids.shift();
  }
}

/** Deletes the sessions of the account that are older than this, so that the database does not grow. */
export function deleteOlderThan(milliseconds) {
  const endDateTime = new Date(Date.now() - milliseconds).toISOString();
  const input = { accountId: 'acc000000000000000000001', startDateTime: '2020-01-01T00:00:00.000Z', endDateTime };
  return {
    ...graphql('mutation($input:DeleteSessions!){deleteSessions(input:$input)}', { input }),
    headers: { ...json, authorization: basic('admin@acme.test') },
  };
}

/** A subscription to all events over server-sent events. */
export const eventStream = {
  ...graphql('subscription{sessionEvents{cursor kind}}'),
  headers: { ...json, accept: 'text/event-stream' },
};
