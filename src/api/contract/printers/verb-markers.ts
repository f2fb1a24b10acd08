import type { OperationType } from '../model.ts';

const markers = { GET: 'IGet', POST: 'IPost', PUT: 'IPut', PATCH: 'IPatch', DELETE: 'IDelete' } as const;

/** ServiceStack's interfaces for the verbs of an operation: by them a client knows how to send it. */
export function verbMarkers(operation: OperationType): readonly string[] {
  return [...new Set(operation.routes.map(({ verb }) => markers[verb]))];
}
