import {
  BREAK,
  type DocumentNode,
  type ExecutionResult,
  execute,
  GraphQLError,
  GraphQLScalarType,
  type GraphQLSchema,
  getOperationAST,
  getVariableValues,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  type VariableDefinitionNode,
  visit,
} from 'graphql';
import { compileQuery, isCompiledQuery } from 'graphql-jit';

/** An operation as it is to be carried out: parsed and valid. */
export interface Operation {
  readonly document: DocumentNode;
  readonly operationName?: string | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | undefined;
  readonly context: object;
}

type Run = (operation: Operation) => Promise<ExecutionResult>;

/** What is known of an operation: how often it came, and how it is run once that was looked into; null: by graphql-js. */
interface Known {
  seen: number;
  run?: Run | null;
}

/** Values come from our own records, which have the right types; a date becomes text when the answer does. */
const compilerOptions = { disableLeafSerialization: true, disablingCapturingStackErrors: true };

/** As graphql-js: after so many faults of the variables it names no more. */
const maxVariableErrors = 50;

/** Type of every variable of a compiled operation: these come to it coerced, by graphql-js. */
const coerced = new GraphQLScalarType({ name: 'CoercedVariable', parseValue: (value) => value });

/**
 * Carries out operations, those that come again by functions compiled for them. What is compiled is kept for as long as
 * the parsed document is, so whoever bounds the documents bounds this too.
 */
export class CompiledOperations {
  readonly #schema: GraphQLSchema;
  /** The same schema, with the type that variables have in it. */
  readonly #compilerSchema: GraphQLSchema;
  readonly #compileAfter: number;
  readonly #known = new WeakMap<OperationDefinitionNode, Known>();

  /** @param compileAfter how often an operation must have come: compiling takes as long as several executions; 0: never */
  constructor(schema: GraphQLSchema, compileAfter: number) {
    this.#schema = schema;
    this.#compileAfter = compileAfter || Number.POSITIVE_INFINITY;
    const getType = (name: string) => (name === coerced.name ? coerced : schema.getType(name));
    this.#compilerSchema = Object.create(schema, { getType: { value: getType } });
  }

  /** The same result as graphql-js gives, also where something is at fault. */
  execute(operation: Operation): Promise<ExecutionResult> {
    const { document, operationName } = operation;
    const definition = getOperationAST(document, operationName);
    // graphql-js says best what is wrong with the name
    if (!definition) return this.#interpret(operation);
    const known = this.#known.get(definition) ?? { seen: 0 };
    this.#known.set(definition, known);
    known.seen += 1;
    if (known.seen < this.#compileAfter) return this.#interpret(operation);
    if (known.run === undefined) known.run = this.#compile(document, definition);
    return known.run ? known.run(operation) : this.#interpret(operation);
  }

  async #interpret({ document, operationName, variables, context }: Operation): Promise<ExecutionResult> {
    return execute({
      schema: this.#schema,
      document,
      contextValue: context,
      operationName: operationName ?? null,
      variableValues: variables ?? null,
    });
  }

  #compile(document: DocumentNode, { name, variableDefinitions = [] }: OperationDefinitionNode): Run | null {
    if (isLeftToGraphQL(document)) return null;
    const compiled = compileQuery(this.#compilerSchema, withCoercedVariables(document), name?.value, compilerOptions);
    if (!isCompiledQuery(compiled)) return null;
    return async ({ context, variables = {} }) => {
      const values = getVariableValues(this.#schema, variableDefinitions, variables, { maxErrors: maxVariableErrors });
      if (values.errors) return { errors: values.errors };
      const result = await compiled.query(undefined, context, values.coerced);
      return result.errors ? { ...result, errors: result.errors.map(asGraphQLError) } : result;
    };
  }
}

/**
 * What the compiler does not know, subscriptions; what it does otherwise, for it carries on with mutations after one
 * that failed; and what is not worth compiling, questions about the schema.
 */
function isLeftToGraphQL(document: DocumentNode): boolean {
  let found = false;
  const leave = () => {
    found = true;
    return BREAK;
  };
  visit(document, {
    OperationDefinition: ({ operation, selectionSet: { selections } }) =>
      operation === OperationTypeNode.QUERY ||
      (operation === OperationTypeNode.MUTATION && selections.length === 1 && selections[0]?.kind === Kind.FIELD)
        ? undefined
        : leave(),
    Field: ({ name }) => (name.value === '__schema' || name.value === '__type' ? leave() : undefined),
  });
  return found;
}

/** The compiler would unfold an input type within itself, such as a filter with `and`, until there is no end of it. */
function withCoercedVariables(document: DocumentNode): DocumentNode {
  return visit(document, {
    VariableDefinition({ defaultValue: _, ...definition }): VariableDefinitionNode {
      return { ...definition, type: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: coerced.name } } };
    },
  });
}

/** The compiler makes errors of its own, without all that Apollo expects of one. */
function asGraphQLError({ message, path, locations, originalError, extensions }: GraphQLError): GraphQLError {
  const error = new GraphQLError(message, {
    ...(path && { path }),
    ...(originalError && { originalError }),
    ...(extensions && { extensions }),
  });
  return Object.assign(error, { locations });
}
