import type { FieldError } from '../../common/errors/app-error.ts';
import type { SessionAttribute } from './record.ts';

const maxKeyLength = 256;
/** Maximum size of all keys and values of a session, in bytes of UTF-8. */
const maxBytes = 32_768;
/** Control characters and halves of surrogate pairs. */
const unprintable = /[\p{Cc}\p{Cs}]/u;

/**
 * Validates the attributes of a session. Keys and values are kept as given.
 * @param issues receives the validation errors
 */
export function checkAttributes(
  fieldName: string,
  given: readonly SessionAttribute[] | null | undefined,
  issues: FieldError[],
): readonly SessionAttribute[] {
  const attributes = (given ?? []).map(({ key, value }) => ({ key, value }));
  const seen = new Set<string>();
  for (const [index, { key, value }] of attributes.entries()) {
    const path = `${fieldName}[${index}]`;
    const addIssue = (name: string, errorCode: string, rule: string): void => {
      issues.push({ fieldName: `${path}.${name}`, errorCode, message: `${path}.${name} ${rule}` });
    };
    if (key === '') addIssue('key', 'NotEmpty', 'must not be empty.');
    if (key.length > maxKeyLength) addIssue('key', 'MaximumLength', `must be at most ${maxKeyLength} characters long.`);
    if (seen.has(key)) addIssue('key', 'Predicate', 'must not be the key of another attribute.');
    if (unprintable.test(key)) addIssue('key', 'RegularExpression', 'must not contain control characters.');
    if (unprintable.test(value.replaceAll(/[\t\r\n]/g, ' '))) {
      addIssue('value', 'RegularExpression', 'must not contain control characters other than tabs and line breaks.');
    }
    seen.add(key);
  }
  const bytes = attributes.reduce((sum, { key, value }) => sum + Buffer.byteLength(key) + Buffer.byteLength(value), 0);
  if (bytes > maxBytes) {
    const message = `${fieldName} must have at most ${maxBytes} bytes in UTF-8, but has ${bytes}.`;
    issues.push({ fieldName, errorCode: 'Length', message });
  }
  return attributes;
}
