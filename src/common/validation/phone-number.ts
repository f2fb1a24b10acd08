import type { FieldError } from '../errors/app-error.ts';

/** Maximum length of a text that is read as a phone number. */
const maxLength = 100;
const e164 = /^\+[1-9]\d{1,14}$/;
/** White space, dashes of any kind, dots, slashes and brackets, and the invisible marks of copied contacts. */
const punctuation = /[\s\p{Pd}\p{Cf}./()[\]]/gu;
/** The national prefix in brackets, which is not dialled from abroad, except where the zero belongs to the number. */
const nationalPrefix = /^([\s\p{Cf}]*\+(?!\s*(?:39|378))[^(]*)\(\s*0\s*\)/u;

/**
 * Converts a phone number to E.164: removes punctuation and a national prefix in brackets, as in `+44 (0)20`. Numbers
 * of Italy and San Marino keep the zero, because it is dialled from abroad too.
 * @returns `null` if the text is not an E.164 number then
 */
export function toE164(text: string): string | null {
  const number = withoutPunctuation(text);
  return e164.test(number) ? number : null;
}

/**
 * Returns the digits of a phone number or of a part of one, with its plus sign.
 * @returns `null` for any other text
 */
export function phoneDigits(text: string): string | null {
  const digits = withoutPunctuation(text);
  return /^\+?\d+$/.test(digits) ? digits : null;
}

/** Creates the validation error of a field that must be a phone number. */
export function phoneNumberError(fieldName: string): FieldError {
  const message = `${fieldName} must be an E.164 number, such as +15550100.`;
  return { fieldName, errorCode: 'RegularExpression', message };
}

function withoutPunctuation(text: string): string {
  if (text.length > maxLength) return '';
  return text.normalize('NFKC').replace(nationalPrefix, '$1').replaceAll(punctuation, '');
}
