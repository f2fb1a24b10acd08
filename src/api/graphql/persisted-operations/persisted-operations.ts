import { createHash } from 'node:crypto';
import { AppError } from '../../../common/errors/app-error.ts';
import { isRecord } from '../../../common/is-record.ts';

/** The parts of a request that can identify its document. */
export interface DocumentReference {
  /** Text of the document. An empty text counts as missing, because GraphQL over WebSocket requires the field. */
  readonly query?: unknown;
  /** Id of the document, as in the persisted documents appendix of the GraphQL over HTTP specification. */
  readonly documentId?: unknown;
  /** Request extensions. Apollo's clients send the id as `persistedQuery.sha256Hash`. */
  readonly extensions?: unknown;
}

/** Decides which documents the server executes. */
export interface PersistedOperations {
  /**
   * Resolves a document reference to the text to execute.
   *
   * @returns the text, or `null` to execute the request as sent
   * @throws DOCUMENT_NOT_TRUSTED when the text is not registered
   * @throws PERSISTED_QUERY_NOT_FOUND when the id is not registered
   * @throws PERSISTED_QUERY_HASH_MISMATCH, PERSISTED_QUERY_VERSION_UNSUPPORTED for an automatic persisted query
   * @throws BAD_USER_INPUT when the reference is missing, malformed or contradictory
   */
  resolve(reference: DocumentReference): string | null;
}

/** Allows any document text. No document has an id. */
export const allowAnyDocument: PersistedOperations = {
  resolve({ query, documentId, extensions }) {
    checkAutomaticPersistedQuery(query, extensions);
    if (query || documentId === undefined || documentId === null) return null;
    const message = 'No documents are registered. Send the text of the document in query.';
    throw new AppError('PERSISTED_QUERY_NOT_FOUND', message);
  },
};

/**
 * Checks the reference of an automatic persisted query, which Apollo Server resolves afterwards. Apollo Server reports
 * these mistakes without an error code.
 */
function checkAutomaticPersistedQuery(query: unknown, extensions: unknown): void {
  const persisted = isRecord(extensions) ? extensions.persistedQuery : undefined;
  if (persisted === undefined || persisted === null) return;
  // the messages are Apollo Server's, because clients read them
  if (!isRecord(persisted) || persisted.version !== 1) {
    throw new AppError('PERSISTED_QUERY_VERSION_UNSUPPORTED', 'Unsupported persisted query version');
  }
  const { sha256Hash } = persisted;
  if (typeof query !== 'string' || query === '') {
    if (typeof sha256Hash !== 'string') throw malformed('extensions.persistedQuery.sha256Hash must be a string.');
  } else if (sha256Hash !== sha256(query)) {
    throw new AppError('PERSISTED_QUERY_HASH_MISMATCH', 'provided sha does not match query');
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Allows registered documents only, each identified by its id, by the SHA-256 of its text, or by the text itself. */
export class TrustedOperations implements PersistedOperations {
  readonly #byId = new Map<string, string>();
  readonly #texts = new Set<string>();

  /**
   * Registers a document under the given ids and its hash.
   *
   * @returns `false` if one of the ids is already registered for a different text; nothing is added then
   */
  add(text: string, ...given: readonly string[]): boolean {
    const ids = [...given, sha256(text)].flatMap(bothForms);
    if (ids.some((one) => (this.#byId.get(one) ?? text) !== text)) return false;
    for (const one of ids) this.#byId.set(one, text);
    this.#texts.add(text);
    return true;
  }

  resolve(reference: DocumentReference): string {
    const ids = idsIn(reference);
    const text = reference.query ? this.#trusted(reference.query) : this.#registered(ids[0]);
    // with contradictory ids, the choice of a document would be a guess
    if (ids.some((id) => this.#byId.get(id) !== text))
      throw malformed('The ids and the query refer to different documents.');
    return text;
  }

  #trusted(query: unknown): string {
    if (typeof query === 'string' && this.#texts.has(query)) return query;
    const message = 'Only registered documents are executed, and this one is not registered.';
    throw new AppError('DOCUMENT_NOT_TRUSTED', message);
  }

  #registered(id: string | undefined): string {
    if (id === undefined) throw malformed('Send the documentId of a registered document, or its text in query.');
    const text = this.#byId.get(id);
    if (text === undefined) throw new AppError('PERSISTED_QUERY_NOT_FOUND', 'No document is registered under this id.');
    return text;
  }
}

/** Returns a hash with and without its `sha256:` prefix: manifest files and clients differ in the form they use. */
function bothForms(id: string): string[] {
  const [, hash] = /^(?:sha256:)?([0-9a-f]{64})$/.exec(id) ?? [];
  return hash ? [hash, `sha256:${hash}`] : [id];
}

function idsIn({ documentId, extensions }: DocumentReference): string[] {
  if (extensions !== undefined && extensions !== null && !isRecord(extensions)) {
    throw malformed('extensions must be an object.');
  }
  const persisted = extensions?.persistedQuery;
  const given = [documentId, isRecord(persisted) ? persisted.sha256Hash : persisted];
  return given.filter((id) => id !== undefined && id !== null).map(requireText);
}

function requireText(id: unknown): string {
  if (typeof id !== 'string') throw malformed('The id of a document must be a string.');
  return id;
}

function malformed(message: string): AppError {
  return new AppError('BAD_USER_INPUT', message);
}
