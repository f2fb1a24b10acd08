import { pastWords, wordsOf } from './words.ts';

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

/** Eight bytes at a time: most of an answer is what always stands there. */
function fixedBytes(text: string): string {
  const { words, length } = wordsOf(text);
  const statements = Array.from(words, (word, at) => `d.setFloat64(p + ${at * 8}, ${word}, true);`);
  return `w.room(${length + pastWords}); { const d = w.view, p = w.at; ${statements.join(' ')} w.at = p + ${length}; }`;
}
