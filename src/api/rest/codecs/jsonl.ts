import type { Contract, TypeRef } from '../../contract/model.ts';
import { itemsMember } from './items-member.ts';
import { json } from './json.ts';

/**
 * ServiceStack's JSON Lines, a format of responses only. A list response is its items, one a line; its totals are
 * omitted. Any other response is one line.
 */
export const jsonl = {
  /** The first one is the preferred one. */
  mediaTypes: ['text/jsonl', 'application/x-ndjson'],
  contentType: 'text/jsonl; charset=utf-8',
  encode: (value: unknown, type: TypeRef, contract: Contract): string => {
    if (type.kind === 'list') return linesOf(value as readonly unknown[], type.of, contract);
    return value === null || value === undefined ? '' : linesOf([value], type, contract);
  },
} as const;

function linesOf(values: readonly unknown[], type: TypeRef, contract: Contract): string {
  const items = itemsMember(type, contract);
  if (items?.type.kind === 'list') {
    const lists = values.map((value) => (value as Readonly<Record<string, readonly unknown[]>>)[items.name] ?? []);
    return linesOf(lists.flat(), items.type.of, contract);
  }
  // JSON has no line breaks outside of its texts, which escape them
  return values.map((value) => `${json.encode(value, type, contract)}\n`).join('');
}
