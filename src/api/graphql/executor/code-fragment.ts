import { type GraphQLOutputType, isNonNullType } from 'graphql';
import { type Chunk, emitWrites } from './emit-writes.ts';

/** Generated code for the values of a type. */
export interface CodeFragment {
  /** @returns a statement that writes the value of an expression */
  readonly write: (expression: string) => string;
  /** Name of the function that fetches what a value refers to; `null` if it refers to nothing. */
  readonly fetch: string | null;
  /** Whether `write` omits the quotes around the value. */
  readonly isQuoted: boolean;
}

/** A fragment that calls generated functions. */
export function callingFragment(writeFunction: string, fetchFunction: string | null): CodeFragment {
  return {
    write: (expression) => `${writeFunction}(${expression}, state, buffer);`,
    fetch: fetchFunction,
    isQuoted: false,
  };
}

/** @returns chunks that write the value of an expression, or `null` where the type is nullable */
export function chunksOf(
  type: GraphQLOutputType,
  { write, isQuoted }: CodeFragment,
  expression: string,
): readonly Chunk[] {
  const quotes = isQuoted ? [{ literal: '"' }] : [];
  const chunksFor = (value: string) => [...quotes, { code: write(value) }, ...quotes];
  // null for a non-null type: the write function throws
  if (isNonNullType(type)) return chunksFor(expression);
  const writeNull = emitWrites([{ literal: 'null' }]);
  return [{ code: `if ((field = ${expression}) == null) { ${writeNull} } else { ${emitWrites(chunksFor('field'))} }` }];
}
