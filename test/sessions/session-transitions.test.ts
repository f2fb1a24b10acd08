import { describe, expect, it } from 'vitest';
import { as } from '../support/graphql-client.ts';
import { call, json, responseStatus } from '../support/rest-client.ts';
import {
  callState,
  dialState,
  holdReason,
  memberCallState,
  pairsOf,
  queueState,
  type Transitions,
} from '../support/session-transitions.ts';
import { useTestApp } from '../support/use-test-app.ts';

const app = useTestApp({ RATE_LIMIT_USER: '100000000', RATE_LIMIT_ACCOUNT: '100000000' });
const user = as('user@acme.test');

interface Session {
  readonly id: string;
  readonly callState: string;
  readonly dialState: string;
  readonly queueState: string;
  readonly holdReason: string;
  readonly ended: boolean;
  readonly members: readonly { readonly callSid: string | null; readonly callState: string }[];
}

/** The result of a change: the changed session, or the fields and messages of a CONFLICT error. */
interface Result {
  readonly session: Session | null;
  readonly conflicts: readonly string[];
}

const fields = 'id callState dialState queueState holdReason ended members{callSid callState}';

async function mutate(name: string, input: string): Promise<Result> {
  const { headers, body } = json({ query: `mutation{${name}(input:{${input}}){${fields}}}` });
  const { text } = await call(app.url, 'POST /graphql', { headers: { ...headers, ...user }, body });
  const { data, errors = [] } = JSON.parse(text);
  const conflicts = errors.flatMap(({ extensions }: { extensions: { code: string; errors?: Named[] } }) =>
    extensions.code === 'CONFLICT' ? (extensions.errors ?? []).map(shown) : [`${extensions.code}?`],
  );
  return { session: data?.[name] ?? null, conflicts };
}

interface Named {
  readonly fieldName: string;
  readonly message: string;
}
const shown = ({ fieldName, message }: Named): string =>
  `${fieldName.charAt(0).toLowerCase()}${fieldName.slice(1)}: ${message}`;

async function request(line: string, input: object): Promise<Result> {
  const { headers, body } = json(input);
  const answer = await call(app.url, line, { headers: { accept: 'application/json', ...headers, ...user }, body });
  if (answer.status < 300) return { session: JSON.parse(answer.text), conflicts: [] };
  const conflicts = (responseStatus(answer).errors as Named[]).map(shown);
  return { session: null, conflicts: answer.status === 409 ? conflicts : [`${answer.status}?`] };
}

async function created(input: string): Promise<Session> {
  const { session, conflicts } = await mutate('newSession', input);
  if (!session) throw new Error(`nothing was created: ${conflicts.join()}`);
  return session;
}

/** Creates a session and patches it through a sequence of states. */
async function led(input: string, field: string, path: readonly string[]): Promise<Session> {
  let session = await created(input);
  for (const state of path) {
    const changed = await mutate('patchSession', `sessionId:"${session.id}" ${field}:${state}`);
    if (!changed.session) throw new Error(`${field} did not become ${state}: ${changed.conflicts.join()}`);
    session = changed.session;
  }
  return session;
}

type PatchedField = 'callState' | 'dialState' | 'queueState' | 'holdReason';

const machines: Record<PatchedField, Transitions<string>> = { callState, dialState, queueState, holdReason };

/** Creates a session in each state of a field, as a client can. */
const ways: Record<PatchedField, Record<string, () => Promise<Session>>> = {
  callState: Object.fromEntries(
    callState.states.map((state) => [state, () => created(`channel:Voice callState:${state}`)]),
  ),
  dialState: {
    None: () => created('channel:Voice'),
    Active: () => created('channel:Voice destination:"1" startSession:true'),
  },
  queueState: {
    None: () => created('channel:Voice'),
    Queued: () => led('channel:Voice', 'queueState', ['Queued']),
    Ringing: () => led('channel:Voice', 'queueState', ['Queued', 'Ringing']),
    Connected: () => led('channel:Voice', 'queueState', ['Queued', 'Connected']),
    Hold: () => led('channel:Voice', 'queueState', ['Queued', 'Connected', 'Hold']),
    Disconnected: () => led('channel:Voice', 'queueState', ['Queued', 'Disconnected']),
  },
  holdReason: {
    None: () => created('channel:Voice callState:Hold'),
    Transferring: () => led('channel:Voice callState:Hold', 'holdReason', ['Transferring']),
  },
};

describe.each(Object.keys(ways) as PatchedField[])('%s', (field) => {
  const start = async (from: string): Promise<Session> => {
    const session = await ways[field][from]?.();
    if (!session) throw new Error(`no transition leads to ${field} ${from}`);
    return session;
  };

  it.each(pairsOf(machines[field]))('%s -> %s %s by a patch', async (from, to, outcome) => {
    const patches = [
      (id: string) => mutate('patchSession', `sessionId:"${id}" ${field}:${to}`),
      // only GraphQL can patch the dial state
      ...(field === 'dialState' ? [] : [(id: string) => request(`PATCH /sessions/${id}`, { [field]: to })]),
    ];
    for (const patch of patches) {
      const before = await start(from);
      expect(before[field]).toBe(from);
      const { session, conflicts } = await patch(before.id);
      expect(session?.[field] ?? null).toBe(outcome === 'is refused' ? null : to);
      expect(conflicts).toEqual(
        outcome === 'is refused' ? [`${field}: ${field} cannot change from ${from} to ${to}.`] : [],
      );
      expect(session?.ended ?? null).toBe(
        outcome === 'is refused' ? null : field === 'callState' && to === 'Disconnected',
      );
    }
  });
});

describe('the call state of a conference member', () => {
  /** The call states to patch, in order, that lead a ringing conference member to each state. */
  const paths: Record<string, readonly string[]> = {
    None: ['None'],
    Ringing: [],
    Connected: ['Connected'],
    Hold: ['Connected', 'Hold'],
  };
  const stateOf = ({ session }: Result) => session?.members[1]?.callState ?? null;

  it.each(pairsOf(memberCallState))('%s -> %s %s by a patch', async (from, to, outcome) => {
    const { id } = await created('channel:Voice');
    let before = await mutate('addConferenceMember', `sessionId:"${id}" destination:"+15550155"`);
    const callSid = before.session?.members[1]?.callSid;
    const patch = (state: string) =>
      mutate('patchConferenceMember', `sessionId:"${id}" callSid:"${callSid}" callState:${state}`);
    for (const state of paths[from] ?? []) before = await patch(state);
    expect(stateOf(before)).toBe(from);
    const result = await patch(to);
    expect(stateOf(result)).toBe(outcome === 'is refused' ? null : to);
    expect(result.conflicts).toEqual(
      outcome === 'is refused' ? [`callState: members.callState cannot change from ${from} to ${to}.`] : [],
    );
  });
});

describe('a call in each state', () => {
  /** Mutation, further input, and the resulting call state by initial state; `null`: the mutation is rejected. */
  const commands: [name: string, input: string, outcomes: Record<string, string | null>][] = [
    ['holdSession', '', { Ringing: null, Connected: 'Hold', Hold: 'Hold', Passive: 'Hold', Disconnected: null }],
    [
      'resumeSession',
      '',
      { Ringing: null, Connected: 'Connected', Hold: 'Connected', Passive: null, Disconnected: null },
    ],
    [
      'redirectSession',
      'destination:"1"',
      { Ringing: 'Ringing', Connected: 'Ringing', Hold: 'Ringing', Passive: 'Ringing', Disconnected: null },
    ],
    ['rejectSession', '', { Ringing: 'Disconnected', Connected: null, Hold: null, Passive: null, Disconnected: null }],
    [
      'endSession',
      '',
      {
        Ringing: 'Disconnected',
        Connected: 'Disconnected',
        Hold: 'Disconnected',
        Passive: 'Disconnected',
        Disconnected: 'Disconnected',
      },
    ],
  ];
  const cases = commands.flatMap(([name, input, outcomes]) =>
    Object.entries(outcomes).map(([from, to]): [string, string, string | null, string] => [name, from, to, input]),
  );
  it.each(cases)('%s: %s -> %s', async (name, from, to, input) => {
    const { id } = await created(`channel:Voice callState:${from}`);
    const { session, conflicts } = await mutate(name, `sessionId:"${id}" ${input}`);
    expect(session?.callState ?? null).toBe(to);
    expect(conflicts.some((conflict) => conflict.startsWith('callState: '))).toBe(to === null);
  });
});
