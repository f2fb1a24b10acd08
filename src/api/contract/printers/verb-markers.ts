import type { OperationType } from '../model.ts';

const markers = { GET: 'IGet', POST: 'IPost', PUT: 'IPut', PATCH: 'IPatch', DELETE: 'IDelete' } as const;

/** ServiceStack interfaces for the verbs of an operation, from which a client derives the HTTP method. */
export function verbMarkers(operation: OperationType): readonly string[] {
  return [...new Set(operation.routes.map(({ verb }) => markers[verb]))];
}
