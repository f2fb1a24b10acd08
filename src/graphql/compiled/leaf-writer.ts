import { type GraphQLEnumType, type GraphQLLeafType, isEnumType } from 'graphql';
import type { AnswerBytes } from './answer-bytes.ts';
import { type Words, wordsOf } from './words.ts';

/** Writes a value as JSON. @throws for one that the type does not have */
export type LeafWrite = (value: unknown, bytes: AnswerBytes) => void;

export interface LeafWriter {
  /** Whether all values stand in quotes; what stands between them is written then. */
  readonly isQuoted: boolean;
  readonly write: LeafWrite;
}

/** @returns what writes values of the type: quickly those that our records have, any other as GraphQL serialises it */
export function leafWriterOf(type: GraphQLLeafType): LeafWriter {
  const other: Other = (value) => serialized(type, value);
  const inner: Other = (value) => withoutQuotes(serialized(type, value));
  if (isEnumType(type)) return { isQuoted: true, write: nameWriter(type, inner) };
  const quoted = quotedWriters[type.name];
  if (quoted) return { isQuoted: true, write: quoted(inner) };
  const plain = plainWriters[type.name];
  return { isQuoted: false, write: plain ? plain(other) : (value, bytes) => bytes.json(other(value)) };
}

/** What to write of a value that is none of ours. */
type Other = (value: unknown) => string;
type Writers = Readonly<Record<string, (other: Other) => LeafWrite>>;

function nameWriter(type: GraphQLEnumType, other: Other): LeafWrite {
  const names = new Map<unknown, Words>(type.getValues().map(({ name, value }) => [value, wordsOf(name)]));
  // of those that stand together most are the same
  let [last, name] = [...names][0] ?? [];
  return (value, bytes) => {
    if (value !== last) {
      last = value;
      name = names.get(value);
    }
    if (name === undefined) bytes.json(other(value));
    else bytes.fixed(name);
  };
}

const writeString: Writers[string] = (other) => (value, bytes) => {
  if (typeof value === 'string') bytes.text(value);
  else bytes.json(other(value));
};

const quotedWriters: Writers = {
  ID: writeString,
  String: writeString,
  DateTimeISO: (other) => (value, bytes) => {
    if (value instanceof Date) bytes.date(value);
    else bytes.json(other(value));
  },
};

const [trueWords, falseWords] = [wordsOf('true'), wordsOf('false')];

const plainWriters: Writers = {
  Boolean: (other) => (value, bytes) => {
    if (typeof value === 'boolean') bytes.fixed(value ? trueWords : falseWords);
    else bytes.json(other(value));
  },
  Int: (other) => (value, bytes) => {
    const isInt = typeof value === 'number' && (value | 0) === value;
    if (isInt) bytes.ascii(String(value));
    else bytes.json(other(value));
  },
};

function withoutQuotes(json: string): string {
  if (!json.startsWith('"')) throw new TypeError(`${json} is no text`);
  return json.slice(1, -1);
}

function serialized(type: GraphQLLeafType, value: unknown): string {
  const text = JSON.stringify(type.serialize(value));
  if (text === undefined || text === 'null') throw new TypeError(`no value of ${type.name}`);
  return text;
}
