import { createHash } from 'node:crypto';
import { AppError } from '../../../common/errors/app-error.ts';
import { isRecord } from '../../../common/is-record.ts';

/** By what a request may say which document it means. */
export interface DocumentReference {
  /** The whole text; an empty one counts as none, as GraphQL over WebSocket wants a text there. */
  readonly query?: unknown;
  /** As the appendix on persisted documents of GraphQL over HTTP has it. */
  readonly documentId?: unknown;
  /** Apollo's clients have the id in here, as `persistedQuery.sha256Hash`. */
  readonly extensions?: unknown;
}

/** Which documents are carried out. */
export interface PersistedOperations {
  /**
   * @returns the text that is to be carried out; `null`: whatever the request has
   * @throws DOCUMENT_NOT_TRUSTED, PERSISTED_QUERY_NOT_FOUND, BAD_USER_INPUT
   */
  resolve(reference: DocumentReference): string | null;
}

/** Every document that somebody sends; none has an id. */
export const allowAnyDocument: PersistedOperations = {
  resolve({ query, documentId }) {
    if (query || documentId === undefined || documentId === null) return null;
    const message = 'No documents are registered. Send the text as query.';
    throw new AppError('PERSISTED_QUERY_NOT_FOUND', message);
  },
};

/** These documents and no others. Each is known by its id, by the SHA-256 of its text, and by the text itself. */
export class TrustedOperations implements PersistedOperations {
  readonly #byId = new Map<string, string>();
  readonly #texts = new Set<string>();

  /** @returns whether it was added: not where one of its ids stands for another text already */
  add(text: string, ...given: readonly string[]): boolean {
    const ids = [...given, createHash('sha256').update(text).digest('hex')].flatMap(bothForms);
    if (ids.some((one) => (this.#byId.get(one) ?? text) !== text)) return false;
    for (const one of ids) this.#byId.set(one, text);
    this.#texts.add(text);
    return true;
  }

  resolve(reference: DocumentReference): string {
    const ids = idsIn(reference);
    const text = reference.query ? this.#trusted(reference.query) : this.#registered(ids[0]);
    // to carry out one of the two would be a guess
    if (ids.some((id) => this.#byId.get(id) !== text))
      throw malformed('The ids and the query name different documents.');
    return text;
  }

  #trusted(query: unknown): string {
    if (typeof query === 'string' && this.#texts.has(query)) return query;
    const message = 'Only registered documents are executed, and this one is not registered.';
    throw new AppError('DOCUMENT_NOT_TRUSTED', message);
  }

  #registered(id: string | undefined): string {
    if (id === undefined) throw malformed('Name a registered document by documentId, or send its text as query.');
    const text = this.#byId.get(id);
    if (text === undefined) throw new AppError('PERSISTED_QUERY_NOT_FOUND', 'No document is registered under this id.');
    return text;
  }
}

/** A hash with and without the name of its algorithm: files have it one way, clients send it the other. */
function bothForms(id: string): string[] {
  const [, hash] = /^(?:sha256:)?([0-9a-f]{64})$/.exec(id) ?? [];
  return hash ? [hash, `sha256:${hash}`] : [id];
}

function idsIn({ documentId, extensions }: DocumentReference): string[] {
  if (extensions !== undefined && extensions !== null && !isRecord(extensions)) {
    throw malformed('extensions have to be an object.');
  }
  const persisted = extensions?.persistedQuery;
  const given = [documentId, isRecord(persisted) ? persisted.sha256Hash : persisted];
  return given.filter((id) => id !== undefined && id !== null).map(requireText);
}

function requireText(id: unknown): string {
  if (typeof id !== 'string') throw malformed('The id of a document has to be a text.');
  return id;
}

function malformed(message: string): AppError {
  return new AppError('BAD_USER_INPUT', message);
}
