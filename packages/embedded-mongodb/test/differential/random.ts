import { Decimal128, type Document, Double, Int32, Long, ObjectId } from 'mongodb';

/** A seeded source of random choices: the same seed makes the same cases on every machine. */
export class Random {
  /** The least length of lists: with 0 the order of documents is often that of empty arrays, on which servers differ. */
  shortest = 0;
  /** Paths that are chosen more often than others: those of the indexes. */
  favourites: readonly string[] = [];
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  /** A number from 0 up to and without 1 (mulberry32). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  chance(share: number): boolean {
    return this.next() < share;
  }

  pick<T>(from: readonly T[]): T {
    const picked = from[this.below(from.length)];
    if (picked === undefined) throw new RangeError('nothing to pick from');
    return picked;
  }

  /** Up to `most` different ones, in their order. */
  some<T>(from: readonly T[], most: number): T[] {
    const wanted = 1 + this.below(most);
    const left = [...from];
    while (left.length > wanted) left.splice(this.below(left.length), 1);
    return left;
  }

  list<T>(most: number, make: () => T): T[] {
    return Array.from({ length: Math.max(this.shortest, this.below(most + 1)) }, make);
  }
}

const texts = ['', 'a', 'ab', 'B', 'Ab c', 'é', '\u{1F600}', 'a\u{1F600}b', 'a\nb', 'z'];
const halves = [-2.5, -1, 0, 0.5, 1, 2, 2.5, 3];
const beyondDoubles = [Long.fromString('9007199254740993'), Long.fromString('-9223372036854775808')];

/** A number of any BSON type; halves, so that sums are exact in any order. */
export function numberValue(random: Random): unknown {
  const kind = random.below(20);
  if (kind < 8) return new Int32(random.below(7) - 2);
  if (kind < 14) return new Double(random.pick(halves));
  if (kind < 18) return Long.fromNumber(random.below(6) - 1);
  if (kind === 18) return random.pick([new Int32(2_147_483_647), ...beyondDoubles]);
  return random.pick([
    new Double(Number.NaN),
    new Double(1e20),
    Decimal128.fromString('1.5'),
    Decimal128.fromString('2'),
  ]);
}

export function textValue(random: Random): string {
  return random.pick(texts);
}

export function dateValue(random: Random): Date {
  return new Date(Date.UTC(2026, random.below(3), 1 + random.below(3), random.below(24), 30, 0, random.below(3)));
}

function idValue(random: Random): ObjectId {
  return new ObjectId(`65000000000000000000000${random.below(4)}`);
}

export function scalarValue(random: Random): unknown {
  const kind = random.below(16);
  if (kind < 6) return numberValue(random);
  if (kind < 10) return textValue(random);
  if (kind < 12) return random.chance(0.5);
  if (kind < 14) return null;
  return kind === 14 ? dateValue(random) : idValue(random);
}

function nestedValue(random: Random, depth: number): unknown {
  const kind = random.below(10);
  if (depth <= 0 || kind < 6) return scalarValue(random);
  if (kind < 8) return random.list(3, () => nestedValue(random, depth - 1));
  return embedded(random, depth);
}

function embedded(random: Random, depth: number): Document {
  return fieldsOf(
    random,
    { x: () => nestedValue(random, depth - 1), y: () => nestedValue(random, depth - 1), z: () => scalarValue(random) },
    0.5,
  );
}

function fieldsOf(random: Random, makers: Readonly<Record<string, () => unknown>>, share: number): Document {
  return Object.fromEntries(
    Object.entries(makers).flatMap(([name, make]) => (random.chance(share) ? [[name, make()]] : [])),
  );
}

/** Any value that a stored document may have in any of its fields. */
export function anyValue(random: Random): unknown {
  return nestedValue(random, 3);
}

/** A document: fields that mostly have one type (n, s, d, t, items), and fields of any (a, o). */
export function randomDocument(random: Random, id: number): Document {
  const item = () =>
    random.chance(0.8)
      ? fieldsOf(random, { k: () => textValue(random), q: () => numberValue(random), r: () => anyValue(random) }, 0.7)
      : anyValue(random);
  const fields = fieldsOf(
    random,
    {
      n: () => (random.chance(0.9) ? numberValue(random) : scalarValue(random)),
      s: () => (random.chance(0.9) ? textValue(random) : scalarValue(random)),
      d: () => (random.chance(0.9) ? dateValue(random) : scalarValue(random)),
      t: () =>
        random.chance(0.8)
          ? random.list(4, () => (random.chance(0.8) ? scalarValue(random) : nestedValue(random, 2)))
          : anyValue(random),
      a: () => anyValue(random),
      o: () => (random.chance(0.7) ? embedded(random, 3) : anyValue(random)),
      items: () => (random.chance(0.8) ? random.list(3, item) : anyValue(random)),
      m: () => new Int32(random.below(5)),
    },
    0.7,
  );
  // present in all, for unique indexes: DocumentDB lets several documents with null or without the field into one
  return { _id: new Int32(id), ...fields, u: random.chance(0.7) ? new Int32(id) : numberValue(random) };
}

export const paths = [
  'n',
  's',
  'd',
  't',
  'a',
  'o',
  'm',
  'items',
  'missing',
  'o.x',
  'o.y',
  'o.z',
  'o.x.y',
  'o.x.z',
  'a.x',
  'a.y',
  'a.x.y',
  'items.k',
  'items.q',
  'items.r',
  'items.r.x',
  't.x',
  'n.x',
] as const;

/** Paths with the position of an element. */
export const positions = ['a.0', 't.0', 't.1', 'items.0', 'items.1.q', 'items.0.k', 'a.0.x', 'o.x.0', 'a.1.0'] as const;

/** Those paths of which none is the beginning of another one. */
export function apart<T extends string>(chosen: readonly T[]): T[] {
  return chosen.filter((path, at) => !chosen.some((other, index) => index < at && isWithin(path, other)));
}

function isWithin(path: string, other: string): boolean {
  return path === other || path.startsWith(`${other}.`) || other.startsWith(`${path}.`);
}
