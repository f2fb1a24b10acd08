/** Deeper than any type of the contract goes, and shallow enough for the stack whatever a body nests. */
export const MAX_DEPTH = 32;

/** Twice what the largest batch can hold: whoever sends more means no good, and building it all would take long. */
export const MAX_VALUES = 20_000;

const signs = {
  quote: 34,
  comma: 44,
  openList: 91,
  backslash: 92,
  closeList: 93,
  openMap: 123,
  closeMap: 125,
} as const;

/** Throws an Error for JSON that is too deep or has too many values; looks at no more than that, before it is parsed. */
export function checkJsonShape(text: string): void {
  let depth = 0;
  let values = 1;
  for (let at = 0; at < text.length; at++) {
    switch (text.charCodeAt(at)) {
      case signs.quote:
        at = endOfText(text, at);
        break;
      case signs.openList:
      case signs.openMap:
        checkDepth(++depth, at);
        break;
      case signs.closeList:
      case signs.closeMap:
        depth--;
        break;
      case signs.comma:
        checkValues(++values);
    }
  }
}

/** Throws an Error for what lies at a position too deep. */
export function checkDepth(depth: number, position: number): void {
  if (depth > MAX_DEPTH) throw new Error(`deeper than ${MAX_DEPTH} at position ${position}`);
}

/** Throws an Error for too many values in one body. */
export function checkValues(count: number): void {
  if (count > MAX_VALUES) throw new Error(`more than ${MAX_VALUES} values`);
}

function endOfText(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const sign = text.charCodeAt(at);
    if (sign === signs.quote) return at;
    if (sign === signs.backslash) at++;
  }
  return text.length;
}
