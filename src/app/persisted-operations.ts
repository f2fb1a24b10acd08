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
 * Reads the setting's file, which is to have nothing in it that could not be carried out.
 * @param path `null`: any document is carried out
 * @param ownQueries texts that our own pages send
 * @throws ConfigError naming the file and every entry at fault
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

/** @returns what is wrong with the document, if anything is */
function addTo(documents: TrustedOperations, { id, text, label }: ManifestEntry, options: PrepareOptions): string[] {
  const checked = parseAndValidate(text, { ...options, hideSchemaDetails: false });
  if (!('kind' in checked)) return [`document ${label}: ${checked.map(({ message }) => message).join(' ')}`];
  return documents.add(text, id) ? [] : [`document ${label}: its id stands for another text too`];
}
