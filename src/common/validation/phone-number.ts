import type { FieldError } from '../errors/app-error.ts';

const e164 = /^\+[1-9]\d{1,14}$/;
const punctuation = /[\s\-.()[\]]/g;

/**
 * Converts a phone number to E.164: removes spaces, dashes, dots and brackets.
 * @returns `null` if the text is not an E.164 number then
 */
export function toE164(text: string): string | null {
  const number = text.replaceAll(punctuation, '');
  return e164.test(number) ? number : null;
}

/** Creates the validation error of a field that must be a phone number. */
export function phoneNumberError(fieldName: string): FieldError {
  const message = `${fieldName} must be an E.164 number, such as +15550100.`;
  return { fieldName, errorCode: 'RegularExpression', message };
}
