import { Readable } from 'node:stream';
import { invalidInput } from '../../../common/errors/app-error.ts';
import type { Contract, TypeRef } from '../../contract/model.ts';
import { json } from '../codecs/json.ts';
import { jsonl } from '../codecs/jsonl.ts';

/** Upper bound on the items of a response that cannot be streamed. */
const maxCollected = 10_000;

/** A list response whose items are streamed in chunks, so that memory does not grow with its length. */
export class StreamedList {
  readonly #chunks: AsyncIterable<readonly unknown[]>;
  readonly #rest: (count: number) => object;

  /** @param rest returns the members after `items`; called with the number of items, after the last item */
  constructor(chunks: AsyncIterable<readonly unknown[]>, rest: (count: number) => object) {
    this.#chunks = chunks;
    this.#rest = rest;
  }

  /**
   * Returns the response as a plain object.
   *
   * @throws BAD_USER_INPUT when there are more than `maxCollected` items
   */
  async collect(): Promise<object> {
    const items: unknown[] = [];
    for await (const chunk of this.#chunks) {
      items.push(...chunk);
      if (items.length <= maxCollected) continue;
      const message = `Lists of more than ${maxCollected} items are available only as JSON and JSON Lines. Request one of these, or one page at a time.`;
      throw invalidInput([{ fieldName: 'all', errorCode: 'Predicate', message }]);
    }
    return { items, ...this.#rest(items.length) };
  }

  /** Returns the response as a JSON stream. Errors before the first chunk are thrown; later ones abort the stream. */
  async toJson(type: TypeRef, contract: Contract): Promise<Readable> {
    const iterator = this.#chunks[Symbol.asyncIterator]();
    const first = await iterator.next();
    return Readable.from(this.#pieces(first, iterator, (value) => json.encode(value, type, contract)));
  }

  /** Returns the items as a stream of JSON Lines. Errors as of {@link toJson}. */
  async toJsonLines(type: TypeRef, contract: Contract): Promise<Readable> {
    const iterator = this.#chunks[Symbol.asyncIterator]();
    const first = await iterator.next();
    return Readable.from(linesOf(first, iterator, (items) => jsonl.encode({ items }, type, contract)));
  }

  async *#pieces(
    first: IteratorResult<readonly unknown[]>,
    iterator: AsyncIterator<readonly unknown[]>,
    encode: (response: object) => string,
  ): AsyncGenerator<string> {
    const begin = '{"items":[';
    yield begin;
    let count = 0;
    for (let next = first; !next.done; next = await iterator.next()) {
      const items = encode({ items: next.value }).slice(begin.length, -']}'.length);
      yield count > 0 ? `,${items}` : items;
      count += next.value.length;
    }
    yield encode({ items: [], ...this.#rest(count) }).slice(begin.length);
  }
}

async function* linesOf(
  first: IteratorResult<readonly unknown[]>,
  iterator: AsyncIterator<readonly unknown[]>,
  encode: (items: readonly unknown[]) => string,
): AsyncGenerator<string> {
  for (let next = first; !next.done; next = await iterator.next()) yield encode(next.value);
}
