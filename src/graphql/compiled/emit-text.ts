/** A part of an answer: what always stands there, or an expression that is the text. */
export type Piece = { readonly fixed: string } | { readonly code: string };

/** @returns one expression for all of them, in which neighbours that always stand there are one */
export function joined(pieces: readonly Piece[]): string {
  const terms: string[] = [];
  let fixed = '';
  const flush = (): void => {
    if (fixed !== '') terms.push(JSON.stringify(fixed));
    fixed = '';
  };
  for (const piece of pieces) {
    if ('fixed' in piece) fixed += piece.fixed;
    else {
      flush();
      terms.push(piece.code);
    }
  }
  flush();
  return terms.join(' + ') || "''";
}
