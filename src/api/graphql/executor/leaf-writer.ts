import { type GraphQLEnumType, type GraphQLLeafType, isEnumType } from 'graphql';
import { FieldExecutionError, throwInvalidValue } from './field-execution-error.ts';
import type { JsonBuffer } from './json-buffer.ts';
import { encodeLiteral, type Float64Literal } from './literal-bytes.ts';

/** Writes a value as JSON. @throws FieldExecutionError for a value that the type cannot serialize */
type WriteLeaf = (value: unknown, buffer: JsonBuffer) => void;

export interface LeafWriter {
  /** Whether `write` omits the quotes, which all values of the type have. */
  readonly isQuoted: boolean;
  readonly write: WriteLeaf;
}

/** @returns a writer with a fast path for the JavaScript types that our records have; the type serializes all other values */
export function leafWriterOf(type: GraphQLLeafType): LeafWriter {
  const serialize: Serialize = (value) => serialized(type, value);
  const serializeText: Serialize = (value) => withoutQuotes(serialized(type, value), type);
  if (isEnumType(type)) return { isQuoted: true, write: enumWriter(type, serializeText) };
  const quoted = quotedWriters[type.name];
  if (quoted) return { isQuoted: true, write: quoted(serializeText) };
  const plain = plainWriters[type.name];
  const write: WriteLeaf = plain ? plain(serialize) : (value, buffer) => buffer.json(serialize(value));
  return { isQuoted: false, write };
}

/** @returns JSON of a value that the fast path does not write */
type Serialize = (value: unknown) => string;
type Writers = Readonly<Record<string, (serialize: Serialize) => WriteLeaf>>;

function enumWriter(type: GraphQLEnumType, serialize: Serialize): WriteLeaf {
  const literals = new Map<unknown, Float64Literal>(
    type.getValues().map(({ name, value }) => [value, encodeLiteral(name)]),
  );
  // consecutive rows mostly have the same value
  let [latest, literal] = [...literals][0] ?? [];
  return (value, buffer) => {
    if (value !== latest) {
      latest = value;
      literal = literals.get(value);
    }
    if (literal === undefined) buffer.json(serialize(value));
    else buffer.literal(literal);
  };
}

const writeString: Writers[string] = (serialize) => (value, buffer) => {
  if (typeof value === 'string') buffer.text(value);
  else buffer.json(serialize(value));
};

const quotedWriters: Writers = {
  ID: writeString,
  String: writeString,
  DateTimeISO: (serialize) => (value, buffer) => {
    if (value instanceof Date && !Number.isNaN(value.getTime())) buffer.date(value);
    else buffer.json(serialize(value));
  },
};

const [trueLiteral, falseLiteral] = [encodeLiteral('true'), encodeLiteral('false')];

const plainWriters: Writers = {
  Boolean: (serialize) => (value, buffer) => {
    if (typeof value === 'boolean') buffer.literal(value ? trueLiteral : falseLiteral);
    else buffer.json(serialize(value));
  },
  Int: (serialize) => (value, buffer) => {
    const isInt = typeof value === 'number' && (value | 0) === value;
    if (isInt) buffer.ascii(String(value));
    else buffer.json(serialize(value));
  },
};

function withoutQuotes(json: string, { name }: GraphQLLeafType): string {
  if (!json.startsWith('"')) throwInvalidValue(name);
  return json.slice(1, -1);
}

function serialized(type: GraphQLLeafType, value: unknown): string {
  let text: string | undefined;
  try {
    text = JSON.stringify(type.serialize(value));
  } catch (cause) {
    throw new FieldExecutionError(`${type.name} cannot serialize a value`, { cause });
  }
  if (text === undefined || text === 'null') throwInvalidValue(type.name);
  return text;
}
