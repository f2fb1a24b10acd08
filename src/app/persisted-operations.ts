import { readFile } from 'node:fs/promises';
import { type ManifestEntry, readManifest } from '../api/graphql/persisted-operations/manifest-file.ts';
import {
  allowAnyDocument,
  type PersistedOperations,
  TrustedOperations,
} from '../api/graphql/persisted-operations/persisted-operations.ts';
import { type PrepareOptions, parseAndValidate } from '../api/graphql/subscriptions/prepare-operation.ts';
import { ConfigError } from './config.ts';

/**
 * Loads the manifest that `TRUSTED_DOCUMENTS` names and validates each of its documents.
 * @param path `null`: every document is executed
 * @param ownQueries documents that the server's own pages send
 * @throws ConfigError naming the file and every invalid entry
 */
export async function loadPersistedOperations(
  path: string | null,
  ownQueries: readonly string[],
  options: PrepareOptions,
): Promise<PersistedOperations> {
  if (path === null) return allowAnyDocument;
  const describeIssue = (what: string): string => `TRUSTED_DOCUMENTS: ${JSON.stringify(path)} is not valid: ${what}`;
  const entries = await readFile(path, 'utf8')
    .then(readManifest)
    .catch((error: Error) => {
      throw new ConfigError([describeIssue(error.message)]);
    });
  const documents = new TrustedOperations();
  const issues = entries.flatMap((document) => addTo(documents, document, options));
  if (issues.length > 0) throw new ConfigError(issues.map(describeIssue));
  for (const text of ownQueries) documents.add(text);
  return documents;
}

/** @returns the issue with the document; empty if the document was added */
function addTo(documents: TrustedOperations, { id, text, label }: ManifestEntry, options: PrepareOptions): string[] {
  const checked = parseAndValidate(text, options);
  if (!('kind' in checked)) return [`document ${label}: ${checked.map(({ message }) => message).join(' ')}`];
  return documents.add(text, id) ? [] : [`document ${label}: its id is already used for another text`];
}
