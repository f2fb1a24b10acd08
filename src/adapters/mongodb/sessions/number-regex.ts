/** White space, dashes, dots, slashes, brackets and invisible marks. The bound keeps matching fast for any text. */
const separators = '[\\s./()\\[\\]\u00a0\u00ad\u2010-\u2015\u200b-\u200f\u202a-\u202e\u2060\ufeff-]{0,4}';
/** The national prefix in brackets, as in `+44 (0)20`, which follows a country code of at most three digits. */
const nationalPrefix = `(?:\\(${separators}0${separators}\\)${separators})?`;
const maxCountryDigits = 3;

/**
 * Matches texts that contain the digits of a phone number, with any punctuation between them.
 * @param digits with or without a plus sign
 */
export function numberRegex(digits: string): RegExp {
  const plus = digits.startsWith('+') ? `\\+${separators}` : '';
  const gaps = (index: number) => (index <= maxCountryDigits ? `${separators}${nationalPrefix}` : separators);
  const parts = [...digits.replace('+', '')].map((digit, index) => `${index === 0 ? '' : gaps(index)}${digit}`);
  return new RegExp(`${plus}${parts.join('')}`);
}
