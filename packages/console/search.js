/** Returns text in a form for comparison: lower case, without accents, with plain digits and letters. */
export function fold(text) {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

const digitsOf = (text) => text.replace(/\D/g, '');

/**
 * Returns the searchable form of the texts of a session. Phone numbers are also found by their digits.
 * @param {string[]} texts
 */
export function indexOf(texts) {
  const folded = texts.map(fold);
  return { text: folded.join('\n'), numbers: folded.map(digitsOf).filter(Boolean).join('\n') };
}

/**
 * Returns a function that reports whether a session matches what the user typed: a phone number in any format, or
 * words in any order.
 * @param {string} input
 * @returns {(index: { text: string, numbers: string }) => boolean}
 */
export function matcher(input) {
  const folded = fold(input).trim();
  const isNumber = /^\+?[\d\s().\-/]+$/.test(folded) && digitsOf(folded).length >= 2;
  if (isNumber) {
    // (0), 00 and 0 are dialled before a number, and are not part of its international form
    const digits = digitsOf(folded.replace('(0)', '')).replace(/^0+(?=\d)/, '');
    return ({ text, numbers }) => numbers.includes(digits) || text.includes(folded);
  }
  const words = folded.split(/\s+/).filter(Boolean);
  return ({ text }) => words.every((word) => text.includes(word));
}
