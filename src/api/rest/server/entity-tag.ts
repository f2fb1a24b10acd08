import { invalidInput } from '../../../common/errors/app-error.ts';
import type { ExpectedRevision } from '../../../domain/sessions/command-service.ts';

/** Returns the `ETag` of a response value, which is its revision; `null` for a value without a revision. */
export function entityTagOf(value: unknown): string | null {
  const isRevised = typeof value === 'object' && value !== null && 'revision' in value;
  return isRevised && typeof value.revision === 'number' ? `"${value.revision}"` : null;
}

/**
 * Parses an `If-Match` header: `"3"` or `3`, also as a weak tag, because proxies that compress weaken strong tags.
 * A tag that is not a revision matches no session.
 *
 * @returns `null` for `*` and for an absent header: any revision is accepted
 * @throws BAD_USER_INPUT when the header is not a single ETag
 */
export function parseIfMatch(header: string | null): ExpectedRevision | null {
  const text = header?.trim() ?? '*';
  if (text === '*') return null;
  const [, tag] = /^(?:W\/)?"([\x21\x23-\x7e]*)"$/.exec(text) ?? /^(\d+)$/.exec(text) ?? [];
  if (tag === undefined) {
    const message = 'If-Match must be a single ETag of an earlier response, such as "3".';
    throw invalidInput([{ fieldName: 'If-Match', errorCode: 'RegularExpression', message }]);
  }
  // revisions start at 1, so 0 matches none
  return { revision: /^\d{1,15}$/.test(tag) ? Number(tag) : 0, mismatchCode: 'PRECONDITION_FAILED' };
}
