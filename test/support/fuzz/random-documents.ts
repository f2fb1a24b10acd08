// Random GraphQL documents over the whole schema, each from a seed: fragments, aliases, directives, literals and
// variables, good and bad.
import { readFileSync } from 'node:fs';
import {
  buildSchema,
  type GraphQLArgument,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { type Draw, numbersFrom, pick } from './hostile-bodies.ts';
import { randomValue } from './random-operations.ts';

const schema = buildSchema(readFileSync('schema/schema.graphql', 'utf8'));
const maxDepth = 5;

interface Variable {
  readonly name: string;
  readonly type: GraphQLInputType;
  readonly defaultValue: string | null;
}

export interface RandomDocument {
  readonly query: string;
  readonly variables: readonly Variable[];
}

/** Root fields that change who is signed in or how: their results depend on earlier requests. */
const excluded = new Set(['signIn', 'signOut', 'changePassword', 'newApiKey', 'revokeApiKey', 'rateLimit']);

/** Creates the document of a seed: a query, or a mutation with one field. */
export function randomDocument(seed: number, kind: 'query' | 'mutation'): RandomDocument {
  return new DocumentWriter(numbersFrom(seed)).write(kind);
}

/** Creates values of the variables: mostly of their types, sometimes of another type, null or absent. */
export function randomVariables({ variables }: RandomDocument, seed: number): Record<string, unknown> {
  const next = numbersFrom(seed);
  const present = variables.filter(() => next(12) > 0);
  return Object.fromEntries(present.map(({ name, type }) => [name, next(10) === 0 ? null : randomValue(type, next)]));
}

/** Writes one document. */
class DocumentWriter {
  readonly #next: Draw;
  readonly #variables: Variable[] = [];
  readonly #fragments: string[] = [];

  constructor(next: Draw) {
    this.#next = next;
  }

  write(kind: 'query' | 'mutation'): RandomDocument {
    const root = kind === 'query' ? schema.getQueryType() : schema.getMutationType();
    if (!root) throw new Error(`the schema has no ${kind}`);
    const fields = Object.values(root.getFields()).filter(({ name }) => !excluded.has(name));
    const count = kind === 'query' ? 1 + this.#next(3) : 1;
    const selections = Array.from({ length: count }, () => this.#field(pick(fields, this.#next), 1));
    const definitions = this.#variables.map(
      ({ name, type, defaultValue }) => `$${name}: ${type}${defaultValue === null ? '' : ` = ${defaultValue}`}`,
    );
    const head = `${kind} Random${definitions.length > 0 ? `(${definitions.join(', ')})` : ''}`;
    return {
      query: [`${head} { ${selections.join(' ')} }`, ...this.#fragments].join('\n'),
      variables: this.#variables,
    };
  }

  #field({ name, args, type }: FieldOf, depth: number): string | never {
    const alias = this.#next(5) === 0 ? `${pick(['a', 'b', 'alias'], this.#next)}: ` : '';
    const given = args.filter((argument) => isNonNullType(argument.type) || this.#next(3) === 0);
    const texts = given.map((argument) => `${argument.name}: ${this.#argument(argument)}`);
    const head = `${alias}${name}${texts.length > 0 ? `(${texts.join(', ')})` : ''}${this.#directive()}`;
    const named = getNamedType(type);
    return isCompositeType(named) ? `${head} ${this.#selectionSet(named, depth + 1)}` : head;
  }

  #argument({ type }: GraphQLArgument): string {
    if (this.#next(3) === 0) return literalOf(type, randomValue(type, this.#next));
    // a nullable variable fits an argument with a default; with a default of its own it fits a non-null one
    const isLoose = isNonNullType(type) && this.#next(4) === 0;
    const variableType = isLoose ? type.ofType : type;
    const defaultValue =
      isLoose || this.#next(6) === 0 ? literalOf(variableType, randomValue(variableType, this.#next)) : null;
    return `$${this.#variable(variableType, defaultValue)}`;
  }

  #variable(type: GraphQLInputType, defaultValue: string | null): string {
    // names of members of Object.prototype are valid names of variables
    const special = ['toString', 'constructor', 'valueOf'][this.#next(12)];
    const isFree = special !== undefined && this.#variables.every(({ name }) => name !== special);
    const name = isFree ? special : `v${this.#variables.length}`;
    this.#variables.push({ name, type, defaultValue });
    return name;
  }

  #directive(): string {
    if (this.#next(8) > 0) return '';
    const name = pick(['skip', 'include'], this.#next);
    if (this.#next(2) === 0) return ` @${name}(if: ${pick(['true', 'false'], this.#next)})`;
    const type = schema.getType('Boolean') as GraphQLInputType;
    return ` @${name}(if: $${this.#variable(type, pick(['true', 'false'], this.#next))})`;
  }

  #selectionSet(type: GraphQLNamedType, depth: number): string {
    const parts = ['__typename'];
    if (isAbstractType(type)) {
      const possible = schema.getPossibleTypes(type);
      for (let count = 1 + this.#next(3); count > 0; count -= 1)
        parts.push(this.#inline(pick(possible, this.#next), depth));
    }
    const fields = 'getFields' in type ? Object.values(type.getFields() as Record<string, FieldOf>) : [];
    const usable = fields.filter((field) => depth < maxDepth || !isCompositeType(getNamedType(field.type)));
    for (let count = 1 + this.#next(5); count > 0 && usable.length > 0; count -= 1) {
      parts.push(this.#field(pick(usable, this.#next), depth));
    }
    if (isObjectType(type) && this.#next(5) === 0) parts.push(this.#spread(type, depth));
    if (isObjectType(type) && this.#next(8) === 0) parts.push(this.#inline(type, depth));
    return `{ ${parts.join(' ')} }`;
  }

  #inline(type: GraphQLObjectType, depth: number): string {
    return `...${this.#next(4) === 0 && depth > 1 ? '' : ` on ${type.name}`}${this.#directive()} ${this.#selectionSet(type, depth + 1)}`;
  }

  #spread(type: GraphQLObjectType, depth: number): string {
    const selection = this.#selectionSet(type, depth + 1);
    const name = `F${this.#fragments.length}`;
    this.#fragments.push(`fragment ${name} on ${type.name} ${selection}`);
    return `...${name}${this.#directive()}`;
  }
}

type FieldOf = ReturnType<GraphQLObjectType['getFields']>[string];

/** Prints a JSON value as a literal of a type. */
function literalOf(type: GraphQLInputType, value: unknown): string {
  if (isNonNullType(type)) return literalOf(type.ofType, value);
  if (Array.isArray(value)) {
    const itemType = isListType(type) ? type.ofType : type;
    return `[${value.map((item) => literalOf(itemType, item)).join(', ')}]`;
  }
  if (typeof value === 'object' && value !== null) {
    const fields = isInputObjectType(type) ? type.getFields() : {};
    const entries = Object.entries(value).filter(([name]) => /^[_a-z]\w*$/i.test(name));
    return `{ ${entries.map(([name, inner]) => `${name}: ${literalOf(fields[name]?.type ?? type, inner)}`).join(', ')} }`;
  }
  const isEnumValue = isEnumType(getNamedType(type)) && typeof value === 'string' && /^[_a-z]\w*$/i.test(value);
  return isEnumValue ? value : JSON.stringify(value);
}
