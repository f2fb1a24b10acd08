import type { Contract, DtoType, TypeRef } from '../../contract/model.ts';

export type Format = 'json' | 'xml' | 'jsv' | 'csv';

/**
 * Encodes and decodes one wire format. Values are plain objects with GraphQL names; dates are `Date`, dictionaries
 * are lists of `{ key, value }`. Decoded objects lack the members that were not sent; `withDefaults` of the contract
 * adds them.
 */
export interface Codec {
  readonly format: Format;
  /** The media types of this format, without parameters, in lower case; the first one is the preferred one. */
  readonly mediaTypes: readonly string[];
  /** The exact `Content-Type` header of responses. */
  readonly contentType: string;
  /** Encodes a value. Never throws for a value of the type; lone surrogates are written as U+FFFD. */
  encode(value: unknown, type: TypeRef, contract: Contract): string;
  /**
   * Decodes an object of a type. Members that the type does not have are ignored.
   *
   * @throws MALFORMED_REQUEST when the text is not of this format, or is XML with a value that .NET rejects
   * @throws BAD_USER_INPUT with an error for every member whose value does not fit its type
   */
  decode(text: string, type: DtoType, contract: Contract): Record<string, unknown>;
  /** Decodes a list of objects, as `decode` does. */
  decodeList(text: string, type: DtoType, contract: Contract): Record<string, unknown>[];
}
