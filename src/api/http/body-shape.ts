/** Upper bound on the nesting of a body. No type of the contract nests as deeply; it prevents stack overflows. */
export const MAX_DEPTH = 32;

/**
 * Upper bound on the values of a body: members, items, elements, fields and parameters. It is twice as many as the
 * largest valid batch has, and limits the time for parsing.
 */
export const MAX_VALUES = 20_000;

const characters = {
  quote: 34,
  comma: 44,
  openList: 91,
  backslash: 92,
  closeList: 93,
  openMap: 123,
  closeMap: 125,
} as const;

/**
 * Checks the depth and the number of values of JSON text before it is parsed; its syntax is not checked.
 *
 * @throws Error when the JSON is nested too deeply or has too many values
 */
export function checkJsonShape(text: string, maxDepth = MAX_DEPTH): void {
  let depth = 0;
  let values = 0;
  for (let at = 0; at < text.length; at++) {
    switch (text.charCodeAt(at)) {
      case characters.quote:
        at = endOfText(text, at);
        break;
      case characters.openList:
      case characters.openMap:
        checkDepth(++depth, at, maxDepth);
        checkValues(++values);
        break;
      case characters.closeList:
      case characters.closeMap:
        depth--;
        break;
      case characters.comma:
        checkValues(++values);
    }
  }
}

/** @throws Error when the depth at a position exceeds the maximum */
export function checkDepth(depth: number, position: number, maxDepth = MAX_DEPTH): void {
  if (depth > maxDepth) throw new Error(`deeper than ${maxDepth} at position ${position}`);
}

/** @throws Error when a body has more than `MAX_VALUES` values */
export function checkValues(count: number): void {
  if (count > MAX_VALUES) throw new Error(`more than ${MAX_VALUES} values`);
}

function endOfText(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const character = text.charCodeAt(at);
    if (character === characters.quote) return at;
    if (character === characters.backslash) at++;
  }
  return text.length;
}
