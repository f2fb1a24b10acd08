/** A part of an answer: what always stands there, or statements that write it. */
export type Piece = { readonly fixed: string } | { readonly code: string };

/** @returns statements that write all of them to `w`, an AnswerBytes; neighbours that always stand there are written as one */
export function written(pieces: readonly Piece[]): string {
  const statements: string[] = [];
  let fixed = '';
  const flush = (): void => {
    if (fixed !== '') statements.push(fixedBytes(fixed));
    fixed = '';
  };
  for (const piece of pieces) {
    if ('fixed' in piece) fixed += piece.fixed;
    else {
      flush();
      statements.push(piece.code);
    }
  }
  flush();
  return statements.join(' ');
}

/** Four bytes at a time: most of an answer is what always stands there. */
function fixedBytes(text: string): string {
  const bytes = Buffer.from(text);
  const whole = bytes.length - (bytes.length % 4);
  const statements: string[] = [];
  for (let at = 0; at < whole; at += 4) statements.push(`d.setInt32(p + ${at}, ${bytes.readInt32LE(at)}, true);`);
  for (let at = whole; at < bytes.length; at += 1) statements.push(`d.setUint8(p + ${at}, ${bytes[at]});`);
  const { length } = bytes;
  return `w.room(${length}); { const d = w.view, p = w.at; ${statements.join(' ')} w.at = p + ${length}; }`;
}
