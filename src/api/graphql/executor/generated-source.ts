import type { CodeFragment } from './code-fragment.ts';
import { NotCompilableError } from './collect-fields.ts';
import type { ExecutionState } from './execution-state.ts';
import type { JsonBuffer } from './json-buffer.ts';

/** The functions that an operation is compiled to. */
export interface GeneratedFunctions {
  /** Writes `data`. */
  readonly write: (rootFields: object, state: ExecutionState, buffer: JsonBuffer) => void;
  /** Requests what `data` refers to and has no result yet; `null` if it refers to nothing. */
  readonly fetch: ((rootFields: object, state: ExecutionState) => void) | null;
}

/** Upper bound on generated functions per operation. */
const maxFunctions = 500;

/** The JavaScript that is generated for one operation: constants, and functions that refer to them and to each other. */
export class GeneratedSource {
  readonly #constants: unknown[] = [];
  readonly #constantNames: string[] = [];
  readonly #functions: string[] = [];

  /** @returns the name under which generated code refers to the value: the given one and a number */
  constant(name: string, value: unknown): string {
    const known = this.#constantNames[this.#constants.indexOf(value)];
    if (known !== undefined) return known;
    const unique = `${name}_${this.#constants.push(value)}`;
    this.#constantNames.push(unique);
    return unique;
  }

  /** @returns the name of the function: the given one and a number @throws NotCompilableError when there are too many */
  function(name: string, parameters: string, body: string): string {
    if (this.#functions.length >= maxFunctions) throw new NotCompilableError('too many functions');
    const unique = `${name}_${this.#functions.length + 1}`;
    this.#functions.push(`function ${unique}(${parameters}) {\n${body}\n}`);
    return unique;
  }

  /** @returns the body of a function that takes the constants and returns GeneratedFunctions */
  text({ write, fetch }: CodeFragment): string {
    return [
      `'use strict';`,
      `const [${this.#constantNames.join(', ')}] = constants;`,
      ...this.#functions,
      `return { write(rootFields, state, buffer) { ${write('rootFields')} }, fetch: ${fetch} };`,
    ].join('\n');
  }

  evaluate(root: CodeFragment): GeneratedFunctions {
    return new Function('constants', this.text(root))(this.#constants);
  }
}
