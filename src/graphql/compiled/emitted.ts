import { type GraphQLOutputType, isNonNullType } from 'graphql';
import { type Piece, written } from './emit-bytes.ts';

/** The code for values of a type. */
export interface Emitted {
  /** @returns a statement that writes the value of an expression */
  readonly write: (value: string) => string;
  /** Name of the function that asks for what a value takes; `null` if nothing. */
  readonly ask: string | null;
  /** Whether it only writes what stands between the quotes. */
  readonly isQuoted: boolean;
}

/** Of what writes its own braces or brackets. */
export function composite(write: string, ask: string | null): Emitted {
  return { write: (value) => `${write}(${value}, s, w);`, ask, isQuoted: false };
}

/** What writes the value of an expression, `null` included where the type has that. */
export function piecesOf(type: GraphQLOutputType, { write, isQuoted }: Emitted, value: string): readonly Piece[] {
  const around = isQuoted ? [{ fixed: '"' }] : [];
  const piecesFor = (expression: string) => [...around, { code: write(expression) }, ...around];
  // what may not be null, but is, is for the writer to refuse
  if (isNonNullType(type)) return piecesFor(value);
  const isNull = written([{ fixed: 'null' }]);
  return [{ code: `if ((v = ${value}) == null) { ${isNull} } else { ${written(piecesFor('v'))} }` }];
}
