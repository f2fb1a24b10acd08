import {
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type SelectionSetNode,
  TypeNameMetaFieldDef,
} from 'graphql';
import { relationOf } from '../../contract/relation.ts';
import { type CodeFragment, callingFragment, chunksOf } from './code-fragment.ts';
import { type CollectedField, type FieldCollector, NotCompilableError } from './collect-fields.ts';
import { type Chunk, emitWrites } from './emit-writes.ts';
import { isObject } from './execution-state.ts';
import { FetchPlanner, type ValueSource } from './fetch-planner.ts';
import { throwInvalidValue } from './field-execution-error.ts';
import { GeneratedSource } from './generated-source.ts';
import { leafWriterOf } from './leaf-writer.ts';

interface FieldCode {
  readonly responseKey: string;
  /** Expression for the conditions of the field; empty if it is always selected. */
  readonly condition: string;
  readonly chunks: readonly Chunk[];
  /** Statements that fetch the value of the field and the values within it. */
  readonly fetch: string;
}

/**
 * Generates the JavaScript of one operation: functions that fetch related records and resolver results, and functions
 * that write values. README.md in this folder shows and explains an example.
 *
 * The only parts of the code that come from the client are names, which validation has found in the schema, and
 * response keys, which are GraphQL names. So clients cannot inject code.
 */
export class OperationCodegen {
  readonly source = new GeneratedSource();
  readonly plan = new FetchPlanner(this.source);
  readonly #schema: GraphQLSchema;
  readonly #collector: FieldCollector;
  /** Fragments by type and selection sets, so that code for the same selection is generated once. */
  readonly #fragments = new Map<string, CodeFragment>();
  /** How many lists enclose the code that is being generated. Outside of lists no record is written twice. */
  #listDepth = 0;
  readonly #selectionSets = new Map<SelectionSetNode, number>();

  constructor(schema: GraphQLSchema, collector: FieldCollector) {
    this.#schema = schema;
    this.#collector = collector;
  }

  /** Generates the code for `data` from an object with the results of the root fields, by response key. */
  root(type: GraphQLObjectType, fields: readonly CollectedField[]): CodeFragment {
    return this.#selection(
      type,
      fields.map((field) => {
        const { type: fieldType } = fieldOf(type, field);
        return this.#fieldCode(field, fieldType, { value: `object.${field.responseKey}`, fetch: '' });
      }),
    );
  }

  #value(type: GraphQLOutputType, sets: readonly SelectionSetNode[]): CodeFragment {
    if (isNonNullType(type)) return this.#value(type.ofType, sets);
    const isCaching = this.#listDepth > 0 && !isLeafType(type);
    const key = `${type} ${sets.map((set) => this.#selectionSetNumber(set))} ${isCaching}`;
    const known = this.#fragments.get(key);
    if (known) return known;
    const fragment = this.#newValue(type, sets);
    this.#fragments.set(key, fragment);
    return fragment;
  }

  #newValue(type: GraphQLOutputType, sets: readonly SelectionSetNode[]): CodeFragment {
    if (isLeafType(type)) {
      const { isQuoted, write } = leafWriterOf(type);
      const name = this.source.constant(`write${type.name}`, write);
      return { write: (expression) => `${name}(${expression}, buffer);`, fetch: null, isQuoted };
    }
    if (isListType(type)) return this.#list(type.ofType, sets);
    if (isObjectType(type)) return this.#object(type, sets);
    if (!isAbstractType(type)) throw new NotCompilableError(`the type ${type}`);
    const types = this.#schema.getPossibleTypes(type).map((one) => ({ one, ...this.#value(one, sets) }));
    // the default of graphql-js instead of `resolveType`, which TypeGraphQL makes asynchronous
    const typeName = 'object.__typename';
    const writes = types.map(({ one, write }) => `case '${one.name}': return ${write('object')}`);
    const fetches = types.flatMap(({ one, fetch }) =>
      fetch ? [`case '${one.name}': return ${fetch}(object, state);`] : [],
    );
    return callingFragment(
      this.source.function(
        `write${type.name}`,
        'object, state, buffer',
        `${this.#checkObject(type.name)}
         switch (${typeName}) { ${writes.join('\n')} }
         ${this.#invalidValue(type.name)};`,
      ),
      fetches.length > 0
        ? this.source.function(`fetch${type.name}`, 'object, state', `switch (${typeName}) { ${fetches.join('\n')} }`)
        : null,
    );
  }

  #list(itemType: GraphQLOutputType, sets: readonly SelectionSetNode[]): CodeFragment {
    this.#listDepth += 1;
    const fragment = this.#value(itemType, sets);
    this.#listDepth -= 1;
    const { fetch } = fragment;
    const name = `${String(itemType).replace(/\W/g, '')}List`;
    const item = emitWrites(chunksOf(itemType, fragment, 'list[index]'));
    const items = `for (let index = 0; index < list.length; index++) {
        if (index !== 0) { ${emitWrites([{ literal: ',' }])} }
        ${item}
      }`;
    const fetchItems = `if (Array.isArray(list)) for (const item of list) if (item != null) ${fetch}(item, state);`;
    return callingFragment(
      this.source.function(
        `write${name}`,
        'list, state, buffer',
        `if (!Array.isArray(list)) ${this.#invalidValue(name)};
         let field;
         ${emitWrites([{ literal: '[' }, { code: items }, { literal: ']' }])}`,
      ),
      fetch && this.source.function(`fetch${name}`, 'list, state', fetchItems),
    );
  }

  #object(type: GraphQLObjectType, sets: readonly SelectionSetNode[]): CodeFragment {
    if (type.isTypeOf) throw new NotCompilableError(`the isTypeOf of ${type}`);
    return this.#selection(
      type,
      this.#collector.fieldsOf(type, sets).map((field) => this.#field(type, field)),
    );
  }

  #selection({ name }: GraphQLObjectType, fields: readonly FieldCode[]): CodeFragment {
    // the first field includes the opening brace; if that field is conditional, the brace replaces the first comma
    const isFirstFixed = fields[0]?.condition === '';
    const chunks = fields.flatMap(({ responseKey, condition, chunks: own }, at): readonly Chunk[] => {
      const all = [{ literal: `${isFirstFixed && at === 0 ? '{' : ','}"${responseKey}":` }, ...own];
      return condition ? [{ code: `if (${condition}) { ${emitWrites(all)} }` }] : all;
    });
    const openBrace = `if (buffer.position === first) { ${emitWrites([{ literal: '{' }])} }
       else buffer.view.setUint8(first, ${'{'.charCodeAt(0)});`;
    const body = isFirstFixed ? chunks : [{ code: 'const first = buffer.position;' }, ...chunks, { code: openBrace }];
    const fetches = fields
      .map(({ condition, fetch }) => (condition && fetch ? `if (${condition}) { ${fetch} }` : fetch))
      .filter(Boolean);
    const declarations = 'let field, id;';
    return callingFragment(
      this.source.function(
        `write${name}`,
        'object, state, buffer',
        `${this.#checkObject(name)}
         ${declarations}
         ${emitWrites([...body, { literal: '}' }])}`,
      ),
      fetches.length > 0
        ? this.source.function(`fetch${name}`, 'object, state', `${declarations} ${fetches.join('\n')}`)
        : null,
    );
  }

  #field(type: GraphQLObjectType, field: CollectedField): FieldCode {
    const definition = fieldOf(type, field);
    const { responseKey } = field;
    const [node] = field.nodes;
    if (definition === TypeNameMetaFieldDef) {
      return { responseKey, condition: conditionOf(field), chunks: [{ literal: `"${type.name}"` }], fetch: '' };
    }
    const relation = relationOf(definition.extensions);
    if (relation) return this.#fieldCode(field, definition.type, this.plan.relation(relation));
    if (!definition.resolve || !node) {
      return this.#fieldCode(field, definition.type, { value: `object.${definition.name}`, fetch: '' });
    }
    return this.#fieldCode(field, definition.type, this.plan.resolver(definition, node));
  }

  #fieldCode(
    { responseKey, nodes, ...field }: CollectedField,
    type: GraphQLOutputType,
    { value, fetch, isNullKey }: ValueSource,
  ): FieldCode {
    const sets = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
    const fragment = this.#value(type, sets);
    const chunks = chunksOf(type, fragment, value);
    this.plan.hasDependentFetches ||= fetch !== '' && fragment.fetch !== null;
    // a value is undefined until the next dispatch has fetched it; only then can its own fields be fetched
    const fetchWithin = fragment.fetch ? `if ((field = ${value}) != null) ${fragment.fetch}(field, state);` : '';
    return {
      responseKey,
      condition: conditionOf(field),
      chunks:
        isNullKey && this.#listDepth > 0 && !isLeafType(getNamedType(type))
          ? this.#cachedChunks(chunks, isNullKey)
          : chunks,
      fetch: [fetch, fetchWithin].filter(Boolean).join('\n'),
    };
  }

  /** Returns code that writes a related record once per response, and copies its bytes afterwards. */
  #cachedChunks(chunks: readonly Chunk[], isNullKey: string): readonly Chunk[] {
    const cache = `state.byteRanges[${this.plan.cachedFragments}]`;
    this.plan.cachedFragments += 1;
    const code = `if (${isNullKey} || !${cache}.copy(id, buffer)) {
      const from = buffer.position;
      ${emitWrites(chunks)}
      if (id !== null) ${cache}.store(id, from, buffer.position);
    }`;
    return [{ code }];
  }

  #checkObject(typeName: string): string {
    return `if (!${this.source.constant('isObject', isObject)}(object)) ${this.#invalidValue(typeName)};`;
  }

  #invalidValue(typeName: string): string {
    return `${this.source.constant('throwInvalidValue', throwInvalidValue)}('${typeName}')`;
  }

  #selectionSetNumber(set: SelectionSetNode): number {
    const number = this.#selectionSets.get(set) ?? this.#selectionSets.size;
    this.#selectionSets.set(set, number);
    return number;
  }
}

function fieldOf(type: GraphQLObjectType, { nodes: [node] }: CollectedField): GraphQLField<unknown, unknown> {
  const name = node?.name.value ?? '';
  if (name === TypeNameMetaFieldDef.name) return TypeNameMetaFieldDef;
  const field = type.getFields()[name];
  if (!field) throw new NotCompilableError(`the field ${name}`);
  return field;
}

function conditionOf({ conditions }: Pick<CollectedField, 'conditions'>): string {
  return conditions.map((condition) => `state.conditions[${condition}]`).join(' && ');
}
