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
import { type Piece, written } from './emit-bytes.ts';
import { composite, type Emitted, piecesOf } from './emitted.ts';
import { leafWriterOf } from './leaf-writer.ts';
import { type Asked, isRow } from './pass.ts';

type Look = LookUp<string, unknown, unknown, unknown>;

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
 * `o` is an object of the answer, `s` the pass that is under way, `w` where the answer is written, `k…` what was known before.
 */
export class OperationEmitter {
  readonly constants: unknown[] = [];
  readonly asked: Asked[] = [];
  /** How many fields are written again by the keys of their look-ups. */
  remembered = 0;
  /** Whether something has to be asked for that is known only when something else was found. */
  leadsOn = false;
  readonly #schema: GraphQLSchema;
  readonly #collector: FieldCollector;
  readonly #functions: string[] = [];
  readonly #emitted = new Map<string, Emitted>();
  readonly #sets = new Map<SelectionSetNode, number>();
  readonly #loaders = new Map<string, number>();
  /** How many lists what is emitted now stands in. */
  #lists = 0;

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
      const { isQuoted, write } = leafWriterOf(type);
      const name = this.#constant(write);
      return { write: (value) => `${name}(${value}, w);`, ask: null, isQuoted };
    }
    if (isListType(type)) return this.#list(type.ofType, sets);
    if (isObjectType(type)) return this.#object(type, sets);
    if (!isAbstractType(type)) throw new NotCompilable(`the type ${type}`);
    const possible = this.#schema.getPossibleTypes(type).map((one) => ({ one, ...this.#value(one, sets) }));
    // by graphql-js's default rule, for TypeGraphQL makes every resolveType asynchronous
    const cases = possible.map(({ one, write }) => `case '${one.name}': ${write('o')} return;`);
    const asks = possible.flatMap(({ one, ask }) => (ask ? `case '${one.name}': return ${ask}(o, s);` : []));
    return composite(
      this.#function('o, s, w', `switch (o.__typename) { ${cases.join(' ')} } throw new TypeError();`),
      asks.length > 0 ? this.#function('o, s', `switch (o.__typename) { ${asks.join(' ')} }`) : null,
    );
  }

  #list(itemType: GraphQLOutputType, sets: readonly SelectionSetNode[]): Emitted {
    this.#lists += 1;
    const emitted = this.#value(itemType, sets);
    this.#lists -= 1;
    const { ask } = emitted;
    const [open, close, comma] = [{ fixed: '[' }, { fixed: ']' }, { fixed: ',' }];
    const item = written(piecesOf(itemType, emitted, 'list[i]'));
    const each = `for (let i = 0; i < list.length; i++) { if (i !== 0) { ${written([comma])} } ${item} }`;
    const askEach = `if (Array.isArray(list)) for (const v of list) if (v != null) ${ask}(v, s);`;
    return composite(
      this.#function(
        'list, s, w',
        `if (!Array.isArray(list)) throw new TypeError(); let v; ${written([open, { code: each }, close])}`,
      ),
      ask && this.#function('list, s', askEach),
    );
  }

  #object(type: GraphQLObjectType, sets: readonly SelectionSetNode[]): Emitted {
    if (type.isTypeOf) throw new NotCompilable(`the type ${type} looks at its values`);
    return this.#selection(this.#collector.fieldsOf(type, sets).map((field) => this.#field(type, field)));
  }

  #selection(fields: readonly EmittedField[]): Emitted {
    // what comes first has the brace before it; where that depends, the brace takes the place of the first comma
    const isFixed = fields[0]?.when === '';
    const parts = fields.flatMap(({ key, when, pieces }, at): readonly Piece[] => {
      const part = [{ fixed: `${isFixed && at === 0 ? '{' : ','}"${key}":` }, ...pieces];
      return when ? [{ code: `if (${when}) { ${written(part)} }` }] : part;
    });
    const asks = fields.map(({ when, ask }) => (when && ask ? `if (${when}) { ${ask} }` : ask)).filter(Boolean);
    const check = `if (!${this.#constant(isRow)}(o)) throw new TypeError(); let v, id;`;
    const brace = `if (w.at === from) { ${written([{ fixed: '{' }])} } else w.view.setUint8(from, ${'{'.charCodeAt(0)});`;
    const all = isFixed ? parts : [{ code: 'const from = w.at;' }, ...parts, { code: brace }];
    return composite(
      this.#function('o, s, w', `${check} ${written([...all, { fixed: '}' }])}`),
      asks.length > 0 ? this.#function('o, s', `let v, id; ${asks.join(' ')}`) : null,
    );
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
    this.leadsOn ||= before !== '' && emitted.ask !== null;
    // what was asked for only now is not there yet, and its own fields have their turn later
    const within = emitted.ask ? `if ((v = ${value}) != null) ${emitted.ask}(v, s);` : '';
    return {
      key,
      when: conditionOf(field),
      pieces: isNowhere && this.#lists > 0 ? [{ code: this.#remembered(isNowhere, written(pieces)) }] : pieces,
      ask: `${before} ${within}`.trim(),
    };
  }

  /** Sessions of a list lead to the same few accounts and customers: what is written of one is written the same again. */
  #remembered(isNowhere: string, write: string): string {
    const slot = this.remembered;
    this.remembered += 1;
    const known = `const known = s.written[${slot}]; if (known.has(id)) return w.again(known.start, known.end);`;
    const remember = `const start = w.at; ${write} known.keep(id, start, w.at);`;
    const body = `let v, id; if (${isNowhere}) { ${write} return; } ${known} ${remember}`;
    return `${this.#function('o, s, w', body)}(o, s, w);`;
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
