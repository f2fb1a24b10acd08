import { invalidInput } from '../../../common/errors/app-error.ts';
import type { ExpectedRevision } from '../../../domain/sessions/command-service.ts';

/** The `ETag` of an answer: the revision of what it shows; `null` for what has none. */
export function entityTagOf(value: unknown): string | null {
  const isRevised = typeof value === 'object' && value !== null && 'revision' in value;
  return isRevised && typeof value.revision === 'number' ? `"${value.revision}"` : null;
}

/**
 * What `If-Match` asks for: `"3"` or `3`, also as a weak tag, which proxies that compress make of a strong one. `*`
 * asks for no revision in particular; a tag that is no revision of ours matches none.
 * @throws BAD_USER_INPUT for anything else
 */
export function parseIfMatch(header: string | null): ExpectedRevision | null {
  const text = header?.trim() ?? '*';
  if (text === '*') return null;
  const [, tag] = /^(?:W\/)?"([\x21\x23-\x7e]*)"$/.exec(text) ?? /^(\d+)$/.exec(text) ?? [];
  if (tag === undefined) {
    const message = 'If-Match must be the one ETag of an earlier answer, such as "3".';
    throw invalidInput([{ fieldName: 'If-Match', errorCode: 'RegularExpression', message }]);
  }
  // revisions count from 1
  return { revision: /^\d{1,15}$/.test(tag) ? Number(tag) : 0, mismatchCode: 'PRECONDITION_FAILED' };
}
