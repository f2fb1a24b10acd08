import { LRUCache } from 'lru-cache';
import Negotiator from 'negotiator';
import { shortAccept } from '../../http/accept-header.ts';

/** Negotiation results by `Accept` header, for each list of offered types. Clients send few different headers. */
const cache = new WeakMap<readonly string[], LRUCache<string, { readonly type: string | null }>>();
const maxHeaders = 100;

/**
 * Negotiates the media type of a response.
 *
 * @param types the offered types; the first is the default for requests without an `Accept` header
 * @returns the preferred type, or `null` if the client accepts none of them
 */
export function mediaTypeOf<T extends string>(header: string | undefined, types: readonly [T, ...T[]]): T | null {
  if (header === undefined || header === '') return types[0];
  const accept = shortAccept(header);
  const results = cache.get(types) ?? new LRUCache<string, { readonly type: string | null }>({ max: maxHeaders });
  cache.set(types, results);
  const found = results.get(accept) ?? {
    type: new Negotiator({ headers: { accept } }).mediaType([...types]) ?? null,
  };
  results.set(accept, found);
  return found.type as T | null;
}
