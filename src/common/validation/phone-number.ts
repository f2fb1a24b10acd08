import type { FieldError } from '../errors/app-error.ts';

const e164 = /^\+[1-9]\d{1,14}$/;
const punctuation = /[\s\-.()[\]]/g;

/** The E.164 form of a phone number: without spaces, dashes, dots and brackets. @returns `null` for a text that has none */
export function toE164(text: string): string | null {
  const number = text.replaceAll(punctuation, '');
  return e164.test(number) ? number : null;
}

/** The error of a field that must be a phone number. */
export function phoneNumberError(fieldName: string): FieldError {
  const message = `${fieldName} must be an E.164 number, such as +15550100.`;
  return { fieldName, errorCode: 'RegularExpression', message };
}
