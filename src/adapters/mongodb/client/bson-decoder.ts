import { ByteUtils, NumberUtils, onDemand } from 'bson';
import { FieldNameTable } from './field-name-table.ts';

/** Reads what stands at a place of some BSON: an embedded document, or an array. */
type DecodeAt = (bytes: Buffer, at: number) => unknown;

interface Field {
  readonly property: string;
  /** Reads what is no scalar. */
  readonly read: DecodeAt | undefined;
}

/** What of a shape is not as `createEmpty` says. */
interface DecoderOptions<T> {
  /** Properties that have another name in the document. */
  readonly named?: { readonly [K in keyof T]?: string };
  /** How those are read that are documents or arrays. */
  readonly nested?: { readonly [K in keyof T]?: DecodeAt };
  /** Properties that an object has only if the document has them. */
  readonly optional?: readonly (keyof T & string)[];
}

const types = { double: 1, text: 2, objectId: 7, flag: 8, date: 9, null: 10, int: 16, long: 18 } as const;

/**
 * What makes objects of documents of one shape, straight from their bytes: the driver would make an object of every id and a text of
 * every name. Ids become hex; what is null in the document, or has no place in the shape, is passed over.
 * @param createEmpty gives an object to fill, each property by the name it has in the document
 * @throws BSONError for bytes that are no document, TypeError for a type that no field of ours has
 */
export function createBsonDecoder<T extends object>(
  createEmpty: () => T,
  { named = {}, nested = {}, optional = [] }: DecoderOptions<T> = {},
): (bytes: Buffer, at?: number) => T {
  const properties = [...Object.keys(createEmpty()), ...optional] as (keyof T & string)[];
  const fields = new FieldNameTable<Field>(
    properties.map((property) => [named[property] ?? property, { property, read: nested[property] }]),
  );
  return (bytes, at = 0) => {
    const filled = createEmpty() as Record<string, unknown>;
    for (const [type, nameAt, nameLength, valueAt, length] of onDemand.parseToElements(bytes, at)) {
      if (type === types.null) continue;
      const field = fields.find(bytes, nameAt, nameLength);
      if (field) filled[field.property] = field.read?.(bytes, valueAt) ?? scalar(type, bytes, valueAt, length);
    }
    return filled as T;
  };
}

/** All that an array holds, each read as its elements are. */
export function createArrayDecoder<T>(read: (bytes: Buffer, at: number) => T): (bytes: Buffer, at: number) => T[] {
  return (bytes, at) => {
    const values: T[] = [];
    for (const [, , , valueAt] of onDemand.parseToElements(bytes, at)) values.push(read(bytes, valueAt));
    return values;
  };
}

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
      throw new TypeError(`A value of BSON type ${type} where there is none of that type`);
  }
}

function long(bytes: Buffer, at: number): number {
  return NumberUtils.getInt32LE(bytes, at + 4) * 2 ** 32 + NumberUtils.getUint32LE(bytes, at);
}
