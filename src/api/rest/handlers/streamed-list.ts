import { Readable } from 'node:stream';
import { invalidInput } from '../../../common/errors/app-error.ts';
import type { Contract, TypeRef } from '../../contract/model.ts';
import { json } from '../codecs/json.ts';

/** How many items a format may have that can only be written as a whole. */
const maxCollected = 10_000;

/** A list response whose items come bit by bit, so that its length costs no memory. */
export class StreamedList {
  readonly #chunks: AsyncIterable<readonly unknown[]>;
  readonly #rest: (count: number) => object;

  /** @param rest the members of the response besides `items`, which is its first; made when the items are counted */
  constructor(chunks: AsyncIterable<readonly unknown[]>, rest: (count: number) => object) {
    this.#chunks = chunks;
    this.#rest = rest;
  }

  /** The response as a plain object. @throws BAD_USER_INPUT when it is too long for that */
  async collect(): Promise<object> {
    const items: unknown[] = [];
    for await (const chunk of this.#chunks) {
      items.push(...chunk);
      if (items.length <= maxCollected) continue;
      const message = `Only JSON has room for more than ${maxCollected} at once: ask for that, or for pages.`;
      throw invalidInput([{ fieldName: 'all', errorCode: 'Predicate', message }]);
    }
    return { items, ...this.#rest(items.length) };
  }

  /** The response as JSON. What goes wrong before the first items is thrown here; later the answer breaks off. */
  async toJson(type: TypeRef, contract: Contract): Promise<Readable> {
    const iterator = this.#chunks[Symbol.asyncIterator]();
    const first = await iterator.next();
    return Readable.from(this.#pieces(first, iterator, (value) => json.encode(value, type, contract)));
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
