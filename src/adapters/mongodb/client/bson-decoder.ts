import { ByteUtils, NumberUtils, onDemand } from 'bson';
import { FieldNameTable } from './field-name-table.ts';

/** Decodes the document or array that starts at an offset of BSON bytes. */
type DecodeAt = (bytes: Buffer, at: number) => unknown;

interface Field {
  readonly property: string;
  /** Decodes documents and arrays; `undefined` for scalars. */
  readonly read: DecodeAt | undefined;
  /** Whether the value replaces that of the property's own field. */
  readonly overrides: boolean;
}

/** How documents of a shape differ from the object that `createEmpty` returns. */
interface DecoderOptions<T> {
  /** Names of document fields that differ from the property names. */
  readonly named?: { readonly [K in keyof T]?: string };
  /** Decoders of properties that are documents or arrays. */
  readonly nested?: { readonly [K in keyof T]?: DecodeAt };
  /** Properties that an object has only if the document has the field. */
  readonly optional?: readonly (keyof T & string)[];
  /** Names of other document fields whose value, if a document has one, replaces that of the property. */
  readonly overrides?: { readonly [K in keyof T]?: string };
}

const types = {
  double: 1,
  text: 2,
  document: 3,
  array: 4,
  objectId: 7,
  flag: 8,
  date: 9,
  null: 10,
  int: 16,
  long: 18,
} as const;

/**
 * Creates a decoder that turns BSON of one document shape into objects.
 *
 * Decoding skips the driver's intermediate objects: the driver would create an ObjectId for every id and a string for
 * every field name. Ids become hex strings; null values and fields outside the shape are skipped. So are values of other
 * BSON types than the shape has: a damaged document must not make the others of a page unreadable.
 * @param createEmpty returns a new object with the default of each property; property names are field names unless
 * `named` overrides them
 * @returns a decoder
 * @throws BSONError from the decoder for bytes that are not a document
 */
export function createBsonDecoder<T extends object>(
  createEmpty: () => T,
  { named = {}, nested = {}, optional = [], overrides = {} }: DecoderOptions<T> = {},
): (bytes: Buffer, at?: number) => T {
  const properties = [...Object.keys(createEmpty()), ...optional] as (keyof T & string)[];
  const fields = new FieldNameTable<Field>([
    ...properties.map((property): [string, Field] => [
      named[property] ?? property,
      { property, read: nested[property], overrides: false },
    ]),
    ...(Object.entries(overrides) as [string, string][]).map(([property, name]): [string, Field] => [
      name,
      { property, read: undefined, overrides: true },
    ]),
  ]);
  return (bytes, at = 0) => {
    const filled = createEmpty() as Record<string, unknown>;
    let overriding: Record<string, unknown> | undefined;
    for (const [type, nameAt, nameLength, valueAt, length] of onDemand.parseToElements(bytes, at)) {
      if (type === types.null) continue;
      const field = fields.find(bytes, nameAt, nameLength);
      if (!field) continue;
      const value = field.read ? composite(type, field.read, bytes, valueAt) : scalar(type, bytes, valueAt, length);
      if (field.overrides) overriding ??= {};
      if (value !== undefined) (field.overrides && overriding ? overriding : filled)[field.property] = value;
    }
    return (overriding ? Object.assign(filled, overriding) : filled) as T;
  };
}

/** Creates a decoder for arrays whose elements are all decoded by `read`. */
export function createArrayDecoder<T>(read: (bytes: Buffer, at: number) => T): (bytes: Buffer, at: number) => T[] {
  return (bytes, at) => {
    const values: T[] = [];
    for (const [type, , , valueAt] of onDemand.parseToElements(bytes, at)) {
      if (type === types.document) values.push(read(bytes, valueAt));
    }
    return values;
  };
}

function composite(type: number, read: DecodeAt, bytes: Buffer, at: number): unknown {
  return type === types.document || type === types.array ? read(bytes, at) : undefined;
}

/** @returns `undefined` for another type */
function scalar(type: number, bytes: Buffer, at: number, length: number): unknown {
  switch (type) {
    case types.text:
      return ByteUtils.toUTF8(bytes, at + 4, at + length - 1, true);
    case types.objectId:
      return bytes.toString('hex', at, at + length);
    case types.flag:
      return bytes[at] === 1;
    case types.date:
      return new Date(long(bytes, at));
    case types.int:
      return NumberUtils.getInt32LE(bytes, at);
    case types.long:
      return long(bytes, at);
    case types.double:
      return NumberUtils.getFloat64LE(bytes, at);
    default:
      return undefined;
  }
}

function long(bytes: Buffer, at: number): number {
  return NumberUtils.getInt32LE(bytes, at + 4) * 2 ** 32 + NumberUtils.getUint32LE(bytes, at);
}
