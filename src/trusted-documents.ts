import { readFile } from 'node:fs/promises';
import { ConfigError } from './config.ts';
import { type PrepareOptions, parseAndValidate } from './graphql/live/prepare-operation.ts';
import { type FiledDocument, readDocumentFile } from './graphql/trusted/document-file.ts';
import { anyDocument, type Documents, TrustedDocuments } from './graphql/trusted/documents.ts';

/**
 * Reads the setting's file, which is to have nothing in it that could not be carried out.
 * @param path `null`: any document is carried out
 * @param own texts that our own pages send
 * @throws ConfigError naming the file and every entry at fault
 */
export async function openDocuments(
  path: string | null,
  own: readonly string[],
  options: PrepareOptions,
): Promise<Documents> {
  if (path === null) return anyDocument;
  const faultOf = (what: string): string => `TRUSTED_DOCUMENTS: ${JSON.stringify(path)} is not valid: ${what}`;
  const filed = await readFile(path, 'utf8')
    .then(readDocumentFile)
    .catch((error: Error) => {
      throw new ConfigError([faultOf(error.message)]);
    });
  const documents = new TrustedDocuments();
  const faults = filed.flatMap((document) => addTo(documents, document, options));
  if (faults.length > 0) throw new ConfigError(faults.map(faultOf));
  for (const text of own) documents.add(text);
  return documents;
}

/** @returns what is wrong with the document, if anything is */
function addTo(documents: TrustedDocuments, { id, text, label }: FiledDocument, options: PrepareOptions): string[] {
  const checked = parseAndValidate(text, { ...options, hideSchemaDetails: false });
  if (!('kind' in checked)) return [`document ${label}: ${checked.map(({ message }) => message).join(' ')}`];
  return documents.add(text, id) ? [] : [`document ${label}: its id stands for another text too`];
}
