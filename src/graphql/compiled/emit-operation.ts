import {
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type SelectionSetNode,
  TypeNameMetaFieldDef,
} from 'graphql';
import { type LookUp, lookUpOf } from '../../contract/look-up.ts';
import { argumentReader } from './argument-reader.ts';
import { type CollectedField, type FieldCollector, NotCompilable } from './collect-fields.ts';
import { joined, type Piece } from './emit-text.ts';
import { leafTextsOf } from './leaf-text.ts';
import { type Asked, isRow } from './pass.ts';

type Look = LookUp<string, unknown, unknown, unknown>;

/** Names of the functions for a value: one writes it as text, the other asks for what that takes; `null` if nothing. */
export interface Emitted {
  readonly write: string;
  readonly ask: string | null;
  /** Of what is always in quotes: writes what stands between them. */
  readonly bare?: string;
}

interface EmittedField {
  readonly key: string;
  readonly when: string;
  readonly pieces: readonly Piece[];
  /** A statement that asks for what it takes. */
  readonly ask: string;
}

/** Where the value of a field comes from. */
interface Source {
  /** An expression that is the value. */
  readonly value: string;
  /** A statement that asks for it. */
  readonly before: string;
  /** A look-up's: a condition that there is nothing to look up, which leaves the key in `id`. */
  readonly isNowhere?: string;
}

/** More than this is nothing that anybody wrote. */
const maxFunctions = 500;

/**
 * Writes the source of functions which write an answer. In it stand names of the schema, quoted texts and numbers only;
 * `o` is an object of the answer, `s` the pass that is under way, `k…` what was known before.
 */
export class OperationEmitter {
  readonly constants: unknown[] = [];
  readonly asked: Asked[] = [];
  /** How many fields have texts that are remembered by the keys of look-ups. */
  remembered = 0;
  readonly #schema: GraphQLSchema;
  readonly #collector: FieldCollector;
  readonly #functions: string[] = [];
  readonly #emitted = new Map<string, Emitted>();
  readonly #sets = new Map<SelectionSetNode, number>();
  readonly #loaders = new Map<string, number>();

  constructor(schema: GraphQLSchema, collector: FieldCollector) {
    this.#schema = schema;
    this.#collector = collector;
  }

  get source(): string {
    const constants = this.constants.map((_, at) => `const k${at} = k[${at}];`);
    return [...constants, ...this.#functions].join('\n');
  }

  /** The whole answer, written from an object that has the values of the root fields by their keys. */
  root(type: GraphQLObjectType, fields: readonly CollectedField[]): Emitted {
    return this.#selection(
      fields.map((field) => {
        const { type: fieldType } = fieldOf(type, field);
        return this.#emittedField(field, fieldType, { value: `o[${JSON.stringify(field.key)}]`, before: '' });
      }),
    );
  }

  #value(type: GraphQLOutputType, sets: readonly SelectionSetNode[]): Emitted {
    if (isNonNullType(type)) return this.#value(type.ofType, sets);
    const ids = sets.map((set) => this.#numberOf(set));
    const name = `${type} ${ids}`;
    const known = this.#emitted.get(name);
    if (known) return known;
    const emitted = this.#composite(type, sets);
    this.#emitted.set(name, emitted);
    return emitted;
  }

  #composite(type: GraphQLOutputType, sets: readonly SelectionSetNode[]): Emitted {
    if (isLeafType(type)) {
      const { write, bare } = leafTextsOf(type);
      return { write: this.#constant(write), ask: null, ...(bare && { bare: this.#constant(bare) }) };
    }
    if (isListType(type)) return this.#list(type.ofType, sets);
    if (isObjectType(type)) return this.#object(type, sets);
    if (!isAbstractType(type) || !type.resolveType) throw new NotCompilable(`the type ${type}`);
    const possible = this.#schema.getPossibleTypes(type).map((one) => ({ one, ...this.#value(one, sets) }));
    const nameOf = this.#constant(type.resolveType);
    const cases = possible.map(({ one, write }) => `case '${one.name}': return ${write}(o, s);`);
    const asks = possible.flatMap(({ one, ask }) => (ask ? `case '${one.name}': return ${ask}(o, s);` : []));
    return {
      write: this.#function('o, s', `switch (${nameOf}(o)) { ${cases.join(' ')} } throw new TypeError();`),
      ask: asks.length > 0 ? this.#function('o, s', `switch (${nameOf}(o)) { ${asks.join(' ')} }`) : null,
    };
  }

  #list(item: GraphQLOutputType, sets: readonly SelectionSetNode[]): Emitted {
    const emitted = this.#value(item, sets);
    const { ask } = emitted;
    const text = joined(piecesOf(item, emitted, 'list[i]'));
    const each = `let v, t = ''; for (let i = 0; i < list.length; i++) t += (i === 0 ? '' : ',') + (${text});`;
    const askEach = `if (Array.isArray(list)) for (const v of list) if (v != null) ${ask}(v, s);`;
    return {
      write: this.#function(
        'list, s',
        `if (!Array.isArray(list)) throw new TypeError(); ${each} return '[' + t + ']';`,
      ),
      ask: ask && this.#function('list, s', askEach),
    };
  }

  #object(type: GraphQLObjectType, sets: readonly SelectionSetNode[]): Emitted {
    if (type.isTypeOf) throw new NotCompilable(`the type ${type} looks at its values`);
    return this.#selection(this.#collector.fieldsOf(type, sets).map((field) => this.#field(type, field)));
  }

  #selection(fields: readonly EmittedField[]): Emitted {
    // what comes first has no comma before it; where that depends, the comma is taken away
    const [first] = fields;
    const isFixed = first !== undefined && first.when === '';
    const parts = fields.flatMap(({ key, when, pieces }, at): readonly Piece[] => {
      const part = [{ fixed: `${isFixed && at === 0 ? '' : ','}"${key}":` }, ...pieces];
      return when ? [{ code: `(${when} ? ${joined(part)} : '')` }] : part;
    });
    const asks = fields.map(({ when, ask }) => (when && ask ? `if (${when}) { ${ask} }` : ask)).filter(Boolean);
    const check = `if (!${this.#constant(isRow)}(o)) throw new TypeError();`;
    const braces = [{ fixed: '{' }, { fixed: '}' }] as const;
    const inside = isFixed ? parts : [{ code: `(${joined(parts)}).slice(1)` }];
    return {
      write: this.#function('o, s', `${check} let v; return ${joined([braces[0], ...inside, braces[1]])};`),
      ask: asks.length > 0 ? this.#function('o, s', `let v, id; ${asks.join(' ')}`) : null,
    };
  }

  #field(type: GraphQLObjectType, field: CollectedField): EmittedField {
    const definition = fieldOf(type, field);
    const [node] = field.nodes;
    if (definition === TypeNameMetaFieldDef) {
      return { key: field.key, when: conditionOf(field), pieces: [{ fixed: `"${type.name}"` }], ask: '' };
    }
    const look = lookUpOf(definition.extensions);
    if (look) return this.#emittedField(field, definition.type, this.#lookedUp(look));
    if (!definition.resolve || !node) {
      return this.#emittedField(field, definition.type, { value: `o.${definition.name}`, before: '' });
    }
    const slot = this.asked.push({ field: definition, readArguments: argumentReader(definition, node) }) - 1;
    const resolved = { value: `s.found[${slot}].get(o)`, before: `s.resolve(${slot}, o);` };
    return this.#emittedField(field, definition.type, resolved);
  }

  #lookedUp({ loader, key, read }: Look): Source {
    const slot = this.#loaders.get(loader) ?? this.asked.push({ loader }) - 1;
    this.#loaders.set(loader, slot);
    const isNowhere = `(id = ${this.#constant(key)}(o)) === null`;
    const value = `${this.#constant(read)}(${isNowhere} ? null : s.found[${slot}].get(id))`;
    return { value, before: `if (!(${isNowhere})) s.look(${slot}, id);`, isNowhere };
  }

  #emittedField(
    { key, nodes, ...field }: CollectedField,
    type: GraphQLOutputType,
    { value, before, isNowhere }: Source,
  ): EmittedField {
    const sets = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
    const emitted = this.#value(type, sets);
    const pieces = piecesOf(type, emitted, value);
    // what was asked for only now is not there yet, and its own fields have their turn later
    const within = emitted.ask ? `if ((v = ${value}) != null) ${emitted.ask}(v, s);` : '';
    return {
      key,
      when: conditionOf(field),
      pieces: isNowhere === undefined ? pieces : [{ code: this.#remembered(isNowhere, joined(pieces)) }],
      ask: `${before} ${within}`.trim(),
    };
  }

  /** Sessions of a list lead to the same few accounts and customers: what is written of one is written the same again. */
  #remembered(isNowhere: string, text: string): string {
    const slot = this.remembered;
    this.remembered += 1;
    const body = `let v, t, id; if (${isNowhere}) return ${text}; if ((t = s.texts[${slot}].get(id)) === undefined) s.texts[${slot}].set(id, t = ${text}); return t;`;
    return `${this.#function('o, s', body)}(o, s)`;
  }

  #numberOf(set: SelectionSetNode): number {
    const number = this.#sets.get(set) ?? this.#sets.size;
    this.#sets.set(set, number);
    return number;
  }

  #constant(value: unknown): string {
    const known = this.constants.indexOf(value);
    return `k${known === -1 ? this.constants.push(value) - 1 : known}`;
  }

  #function(parameters: string, body: string): string {
    if (this.#functions.length >= maxFunctions) throw new NotCompilable('too much of it');
    const name = `f${this.#functions.length}`;
    this.#functions.push(`function ${name}(${parameters}) { ${body} }`);
    return name;
  }
}

function fieldOf(type: GraphQLObjectType, { nodes: [node] }: CollectedField): GraphQLField<unknown, unknown> {
  const name = node?.name.value ?? '';
  if (name === TypeNameMetaFieldDef.name) return TypeNameMetaFieldDef;
  const field = type.getFields()[name];
  if (!field) throw new NotCompilable(`the field ${name}`);
  return field;
}

function conditionOf({ when }: Pick<CollectedField, 'when'>): string {
  return when.map((condition) => `s.conditions[${condition}]`).join(' && ');
}

function piecesOf(type: GraphQLOutputType, { write, bare }: Emitted, value: string): readonly Piece[] {
  const quote = { fixed: '"' };
  // what may not be null, but is, is for the writer to refuse
  if (isNonNullType(type))
    return bare ? [quote, { code: `${bare}(${value})` }, quote] : [{ code: `${write}(${value}, s)` }];
  return [{ code: `((v = ${value}) == null ? 'null' : ${write}(v, s))` }];
}
