// Clients that create, change and end sessions, and record the acknowledged changes.
import { setTimeout as wait } from 'node:timers/promises';
import { GraphqlRequestError, type Headers, requestData } from './graphql-request.ts';

/** A session id and revision from a response. */
export interface SessionRevision {
  readonly id: string;
  readonly revision: number;
}

export interface ChangeClient {
  readonly headers: Headers;
  /** Ids of sessions that several clients change. */
  readonly shared: readonly string[];
}

export interface ChangeOptions {
  /** Returns the URLs of the running servers; called before each request. */
  readonly urls: () => readonly string[];
  /** Each client sends one request at a time. */
  readonly clients: readonly ChangeClient[];
  readonly changes: number;
  /** Called with the number of changes that have a response or failed. */
  readonly onProgress: (count: number) => void;
}

export interface ChangeFigures {
  readonly sent: number;
  readonly acknowledged: readonly SessionRevision[];
  readonly rejected: number;
  /** Number of requests without a response: the server may have applied the change. */
  readonly inDoubt: number;
}

const create = 'mutation ($input: NewSession!) { done: newSession(input: $input) { id revision } }';
const note = 'mutation ($input: AddSessionLog!) { done: addSessionLog(input: $input) { id revision } }';
const rename = 'mutation ($input: PatchSession!) { done: patchSession(input: $input) { id revision } }';
const end = 'mutation ($input: EndSession!) { done: endSession(input: $input) { id revision } }';
const channels = ['Voice', 'Chat', 'Fax'];
/** Error codes that guarantee that the server changed nothing. */
const rejections = new Set<string | undefined>(['CONFLICT', 'NOT_FOUND', 'FORBIDDEN', 'BAD_USER_INPUT']);

const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(Math.random() * list.length)];

/** Draws the next change of a client, to its own session or a shared one. */
function nextChange(own: string | null, shared: readonly string[]): readonly [mutation: string, input: object] {
  const chance = Math.random();
  if (chance < 0.1 && shared.length > 0) return [note, { sessionId: pick(shared), message: 'Noted by another client' }];
  if (own === null || chance < 0.3) return [create, { channel: pick(channels) }];
  if (chance < 0.75) return [note, { sessionId: own, message: 'Noted' }];
  if (chance < 0.9) return [rename, { sessionId: own, displayName: `Name ${Math.random()}` }];
  return [end, { sessionId: own }];
}

/** Sends changes, each to a running server. */
export async function changeSessions({ urls, clients, changes, onProgress }: ChangeOptions): Promise<ChangeFigures> {
  const acknowledged: SessionRevision[] = [];
  const figures = { sent: 0, rejected: 0, inDoubt: 0 };
  const work = async ({ headers, shared }: ChangeClient): Promise<void> => {
    let own: string | null = null;
    while (figures.sent < changes) {
      const url = pick(urls());
      if (!url) {
        await wait(20);
        continue;
      }
      figures.sent += 1;
      const [mutation, input] = nextChange(own, shared);
      try {
        const { done } = await requestData<{ done: SessionRevision }>(url, headers, mutation, { input });
        acknowledged.push(done);
        if (mutation === create) own = done.id;
        if (mutation === end) own = null;
      } catch (error) {
        if (error instanceof GraphqlRequestError && rejections.has(error.code)) figures.rejected += 1;
        else figures.inDoubt += 1;
        own = null;
      }
      onProgress(acknowledged.length + figures.rejected + figures.inDoubt);
    }
  };
  await Promise.all(clients.map(work));
  return { ...figures, acknowledged };
}
