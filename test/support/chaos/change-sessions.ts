// Clients that create, change and end sessions, and keep what was acknowledged.
import { setTimeout as wait } from 'node:timers/promises';
import { GraphqlRequestError, type Headers, requestData } from './graphql-request.ts';

/** A session and its revision, as a response had them. */
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
  /** The servers that are up, read for each request. */
  readonly urls: () => readonly string[];
  /** One for each concurrent request. */
  readonly clients: readonly ChangeClient[];
  readonly changes: number;
  /** Called with the number of changes that have been answered or given up. */
  readonly onProgress: (count: number) => void;
}

export interface ChangeFigures {
  readonly sent: number;
  readonly acknowledged: readonly SessionRevision[];
  readonly rejected: number;
  /** Requests without a result: the change may have been made. */
  readonly inDoubt: number;
}

const create = 'mutation ($input: NewSession!) { done: newSession(input: $input) { id revision } }';
const note = 'mutation ($input: AddSessionLog!) { done: addSessionLog(input: $input) { id revision } }';
const rename = 'mutation ($input: PatchSession!) { done: patchSession(input: $input) { id revision } }';
const end = 'mutation ($input: EndSession!) { done: endSession(input: $input) { id revision } }';
const channels = ['Voice', 'Chat', 'Fax'];
/** Codes after which it is certain that nothing was changed. */
const rejections = new Set<string | undefined>(['CONFLICT', 'NOT_FOUND', 'FORBIDDEN', 'BAD_USER_INPUT']);

const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(Math.random() * list.length)];

/** @returns the next change of a client, of its own session or of a shared one */
function nextChange(own: string | null, shared: readonly string[]): readonly [mutation: string, input: object] {
  const chance = Math.random();
  if (chance < 0.1 && shared.length > 0) return [note, { id: pick(shared), message: 'Noted by another client' }];
  if (own === null || chance < 0.3) return [create, { channel: pick(channels) }];
  if (chance < 0.75) return [note, { id: own, message: 'Noted' }];
  if (chance < 0.9) return [rename, { id: own, displayName: `Name ${Math.random()}` }];
  return [end, { id: own }];
}

/** Sends changes, each to a server that is up. */
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
