import { LRUCache } from 'lru-cache';
import Negotiator from 'negotiator';

/** Clients send few different headers, and each is read once. */
const cache = new WeakMap<readonly string[], LRUCache<string, { readonly type: string | null }>>();
const maxHeaders = 100;

/** @returns which of the types, the first of which is also for whoever says nothing, a header `Accept` wants most; `null` for none */
export function mediaTypeOf<T extends string>(accept: string | undefined, types: readonly [T, ...T[]]): T | null {
  if (accept === undefined || accept === '') return types[0];
  const answers = cache.get(types) ?? new LRUCache<string, { readonly type: string | null }>({ max: maxHeaders });
  cache.set(types, answers);
  const answer = answers.get(accept) ?? {
    type: new Negotiator({ headers: { accept } }).mediaType([...types]) ?? null,
  };
  answers.set(accept, answer);
  return answer.type as T | null;
}
