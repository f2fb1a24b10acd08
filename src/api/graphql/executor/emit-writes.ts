import { encodeLiteral, overrunBytes } from './literal-bytes.ts';

/** A part of a response: text that is always the same, or statements that write the part. */
export type Chunk = { readonly literal: string } | { readonly code: string };

/** @returns statements that write all chunks to `buffer`, a JsonBuffer; adjacent literals are written as one */
export function emitWrites(chunks: readonly Chunk[]): string {
  const statements: string[] = [];
  let literal = '';
  const flush = (): void => {
    if (literal !== '') statements.push(emitLiteral(literal));
    literal = '';
  };
  for (const chunk of chunks) {
    if ('literal' in chunk) literal += chunk.literal;
    else {
      flush();
      statements.push(chunk.code);
    }
  }
  flush();
  return statements.join('\n');
}

/** Writes eight bytes a statement: most of a response is literal text. */
function emitLiteral(text: string): string {
  const { numbers, length } = encodeLiteral(text);
  const statements = Array.from(numbers, (number, at) => `view.setFloat64(start + ${at * 8}, ${number}, true);`);
  return `buffer.ensureCapacity(${length + overrunBytes});
{
  // ${text}
  const { view, position: start } = buffer;
  ${statements.join('\n  ')}
  buffer.position = start + ${length};
}`;
}
