import { type GraphQLOutputType, isNonNullType } from 'graphql';
import { type Chunk, emitWrites } from './emit-writes.ts';

/** Generated code that fetches and writes the values of a type. */
export interface CodeFragment {
  /** Returns a statement that writes the value of an expression. */
  readonly write: (expression: string) => string;
  /** Name of the function that fetches related records and resolver results of a value; `null` if none. */
  readonly fetch: string | null;
  /** Whether values are quoted in JSON; `write` omits the quotes. */
  readonly isQuoted: boolean;
}

/** Creates a fragment that calls generated functions. */
export function callingFragment(writeFunction: string, fetchFunction: string | null): CodeFragment {
  return {
    write: (expression) => `${writeFunction}(${expression}, state, buffer);`,
    fetch: fetchFunction,
    isQuoted: false,
  };
}

/** Returns the chunks that write the value of an expression, with a null check if the type is nullable. */
export function chunksOf(
  type: GraphQLOutputType,
  { write, isQuoted }: CodeFragment,
  expression: string,
): readonly Chunk[] {
  const quotes = isQuoted ? [{ literal: '"' }] : [];
  const chunksFor = (value: string) => [...quotes, { code: write(value) }, ...quotes];
  // no null check for a non-null type: its write function throws for null
  if (isNonNullType(type)) return chunksFor(expression);
  const writeNull = emitWrites([{ literal: 'null' }]);
  return [{ code: `if ((field = ${expression}) == null) { ${writeNull} } else { ${emitWrites(chunksFor('field'))} }` }];
}
