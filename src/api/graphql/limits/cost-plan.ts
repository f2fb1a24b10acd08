import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  TypeNameMetaFieldDef,
  type VariableDefinitionNode,
} from 'graphql';
import { costOptionsOf } from '../../contract/decorators.ts';
import { type Condition, conditionOf, countOf, type Quantity } from './cost-variables.ts';

/** What an operation costs, as a sum to be worked out when its variables are known. One fragment is one part, shared. */
export interface CostPart {
  /** Counted when all of these hold. */
  readonly when: readonly Condition[];
  /** Counted once. */
  readonly points: number;
  /** Counted for each value that the parts get: the whole is `points + times × sum`. */
  readonly times: Quantity;
  readonly parts: readonly CostPart[];
  /** The same for what a page has once for each of its rows; `null` outside of connections. */
  readonly perRow: CostPart | null;
}

/** What things cost where their field says nothing else. */
const points = { leaf: 0.1, object: 1, connection: 2, mutation: 10, introspection: 100 } as const;
const assumedListSize = 10;
const rowFields = new Set(['edges', 'nodes']);

/** Reads an operation once, so that its cost can be worked out for any variables without reading it again. */
export function planCost(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): CostPart {
  const root = schema.getRootType(operation.operation);
  const planner = new Planner(schema, fragments, operation.variableDefinitions ?? []);
  return root ? planner.selections(operation.selectionSet, root) : leafOf(0);
}

class Planner {
  readonly #schema: GraphQLSchema;
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly #variables: readonly VariableDefinitionNode[];
  readonly #planned = new Map<string, CostPart>();

  constructor(
    schema: GraphQLSchema,
    fragments: ReadonlyMap<string, FragmentDefinitionNode>,
    variables: readonly VariableDefinitionNode[],
  ) {
    this.#schema = schema;
    this.#fragments = fragments;
    this.#variables = variables;
  }

  selections({ selections }: SelectionSetNode, type: GraphQLNamedType): CostPart {
    const isPage = isConnection(type);
    const once: CostPart[] = [];
    const rows: CostPart[] = [];
    for (const selection of selections) {
      const part = this.#selection(selection, type);
      const isRow = isPage && selection.kind === Kind.FIELD && rowFields.has(selection.name.value);
      (isRow ? rows : once).push(part);
      if (part.perRow) rows.push({ ...part.perRow, when: [...part.when, ...part.perRow.when] });
    }
    return sumOf(once, rows.length > 0 ? sumOf(rows, null) : null);
  }

  #selection(selection: SelectionNode, type: GraphQLNamedType): CostPart {
    const when = (selection.directives ?? []).flatMap((directive) => conditionOf(directive, this.#variables) ?? []);
    const part = this.#always(selection, type);
    return when.length > 0 ? { ...part, when } : part;
  }

  #always(selection: SelectionNode, type: GraphQLNamedType): CostPart {
    if (selection.kind === Kind.FIELD) return this.#field(selection, type);
    if (selection.kind === Kind.FRAGMENT_SPREAD) return this.#fragment(selection.name.value);
    const narrowed = selection.typeCondition && this.#schema.getType(selection.typeCondition.name.value);
    return this.selections(selection.selectionSet, narrowed ?? type);
  }

  #fragment(name: string): CostPart {
    const known = this.#planned.get(name);
    if (known) return known;
    const fragment = this.#fragments.get(name);
    const type = fragment && this.#schema.getType(fragment.typeCondition.name.value);
    const planned = fragment && type ? this.selections(fragment.selectionSet, type) : leafOf(0);
    this.#planned.set(name, planned);
    return planned;
  }

  #field(node: FieldNode, parent: GraphQLNamedType): CostPart {
    if (node.name.value === '__schema' || node.name.value === '__type') return leafOf(points.introspection);
    const field = fieldOf(parent, node.name.value);
    if (!field) return leafOf(points.leaf);
    const type = getNamedType(field.type);
    const { weight, listSize } = costOptionsOf(field.extensions);
    const isMutation = parent === this.#schema.getMutationType();
    const more = isMutation ? points.mutation : 0;
    if (!isCompositeType(type) || !node.selectionSet) return leafOf((weight ?? points.leaf) + more);

    const inside = this.selections(node.selectionSet, type);
    if (isConnection(type)) {
      const rows = inside.perRow ?? leafOf(0);
      const pages = { when: [], points: 0, times: countOf.page(node, this.#variables), parts: [rows], perRow: null };
      return sumOf([leafOf((weight ?? points.connection) + more), inside, pages], null);
    }
    // the rows of a connection are counted by its arguments, not by a guess
    const isCounted = isConnection(parent) || !isListType(getNullableType(field.type));
    const size = typeof listSize === 'string' ? countOf.list(node, listSize, this.#variables) : listSize;
    const each = sumOf([leafOf(points.object), inside], null);
    const times = isCounted ? 1 : (size ?? assumedListSize);
    return { when: [], points: (weight ?? 0) + more, times, parts: [each], perRow: null };
  }
}

function fieldOf(type: GraphQLNamedType, name: string): GraphQLField<unknown, unknown> | undefined {
  if (name === TypeNameMetaFieldDef.name) return TypeNameMetaFieldDef;
  return isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined;
}

function isConnection(type: GraphQLNamedType): boolean {
  return isObjectType(type) && type.name.endsWith('Connection');
}

function leafOf(amount: number): CostPart {
  return { when: [], points: amount, times: 1, parts: [], perRow: null };
}

/** Adds up what is known already, so that a plan is no longer than what depends on variables. */
function sumOf(parts: readonly CostPart[], perRow: CostPart | null): CostPart {
  const isKnown = (part: CostPart): boolean =>
    part.when.length === 0 && typeof part.times === 'number' && part.parts.length === 0;
  const folded = parts.map(fold);
  return {
    when: [],
    points: folded.filter(isKnown).reduce((sum, part) => sum + part.points, 0),
    times: 1,
    parts: folded.filter((part) => !isKnown(part)),
    perRow,
  };
}

function fold(part: CostPart): CostPart {
  const { when, times, parts } = part;
  const [only] = parts;
  if (when.length > 0 || typeof times !== 'number' || parts.length !== 1 || !only) return part;
  if (only.when.length > 0 || only.parts.length > 0) return part;
  return { ...part, points: part.points + times * only.points, parts: [] };
}
