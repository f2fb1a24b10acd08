import type { Contract, DtoType, TypeRef } from '../../contract/model.ts';

export type Format = 'json' | 'xml' | 'jsv' | 'csv';

/**
 * One wire format. Values are plain objects under GraphQL names: dates are `Date`, dictionaries lists of `{ key, value }`.
 * What a decoder finds absent is absent in its result; `withDefaults` of the contract fills it in.
 */
export interface Codec {
  readonly format: Format;
  /** What is read and written as this format, without parameters, in lower case; the first is the usual one. */
  readonly mediaTypes: readonly string[];
  /** The Content-Type of an answer, to the letter. */
  readonly contentType: string;
  /** Never fails on a value of that type; text that is no Unicode (a lone surrogate) is written as U+FFFD. */
  encode(value: unknown, type: TypeRef, contract: Contract): string;
  /**
   * Throws AppError: MALFORMED_REQUEST if the text is not of this format (or, in XML, holds what .NET refuses), else
   * BAD_USER_INPUT that lists every member whose value does not fit. Members the type does not have are ignored.
   */
  decode(text: string, type: DtoType, contract: Contract): Record<string, unknown>;
  /** As `decode`, for a list of them. */
  decodeList(text: string, type: DtoType, contract: Contract): Record<string, unknown>[];
}
