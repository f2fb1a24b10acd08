import {
  type DocumentNode,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  type OperationDefinitionNode,
  OperationTypeNode,
} from 'graphql';
import type { RequestContext } from '../../auth/request-context.ts';
import { type Answer, AnswerBytes } from './answer-bytes.ts';
import { argumentReader } from './argument-reader.ts';
import { type CollectedField, FieldCollector, NotCompilable } from './collect-fields.ts';
import { OperationEmitter } from './emit-operation.ts';
import type { Emitted } from './emitted.ts';
import { Pass, type Questions } from './pass.ts';
import { RootValues } from './root-values.ts';
import { createVariableReader, type Values, type VariableReader } from './variable-reader.ts';

/** What came of running an operation: the answer as JSON; or, where anything is wrong, only what its root fields gave. */
export type Outcome = { readonly answer: Answer } | { readonly roots: RootValues };

/** An operation turned into functions of its own, which do what graphql-js does as long as nothing goes wrong. */
export interface CompiledOperation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly readVariables: VariableReader;
  /** @param ending what follows the data in the answer, from the comma or brace after it on; asked for when all else is there */
  run(variables: Values, context: RequestContext, ending: () => string): Promise<Outcome>;
}

/** @returns `null` for what graphql-js does better: subscriptions, several mutations, questions about the schema, and rarities */
export function compileOperation(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): CompiledOperation | null {
  const type = schema.getRootType(operation.operation);
  if (!type || operation.operation === OperationTypeNode.SUBSCRIPTION) return null;
  try {
    const readVariables = createVariableReader(schema, operation);
    const collector = new FieldCollector(schema, document);
    const fields = collector.fieldsOf(type, [operation.selectionSet]);
    // one after the other, and none after one that failed
    if (operation.operation === OperationTypeNode.MUTATION && fields.length !== 1) return null;
    const emitter = new OperationEmitter(schema, collector);
    const functions = evaluate(emitter, emitter.root(type, fields));
    const roots = fields.map((field) => rootOf(type, field, collector.fragments));
    const run = createRun({ ...functions, questions: emitter, roots, conditions: collector.conditions });
    return { document, operation, readVariables, run };
  } catch (error) {
    if (error instanceof NotCompilable) return null;
    throw error;
  }
}

interface Functions {
  readonly write: (values: object, pass: Pass, bytes: AnswerBytes) => void;
  readonly ask: ((values: object, pass: Pass) => void) | null;
}

function evaluate({ source, constants }: OperationEmitter, { write, ask }: Emitted): Functions {
  const body = `'use strict'; ${source}\nreturn { write(o, s, w) { ${write('o')} }, ask: ${ask} };`;
  return new Function('k', body)(constants);
}

type Root = ReturnType<typeof rootOf>;

function rootOf(type: GraphQLObjectType, { key, when, nodes }: CollectedField, fragments: FieldCollector['fragments']) {
  const [node] = nodes;
  const field = type.getFields()[node?.name.value ?? ''];
  const resolve = field?.resolve;
  if (!node || !field || !resolve) throw new NotCompilable(`the root field ${key}`);
  const readArguments = argumentReader(field, node);
  // what else there is of it, our resolvers do not look at
  const info = { fieldNodes: nodes, fragments } as unknown as GraphQLResolveInfo;
  const start = (variables: Values, context: RequestContext): unknown =>
    resolve(undefined, readArguments(variables), context, info);
  return { key, when, start };
}

interface RunParts extends Functions {
  readonly questions: Questions;
  readonly roots: readonly Root[];
  readonly conditions: FieldCollector['conditions'];
}

function createRun({ write, ask, questions, roots, conditions }: RunParts): CompiledOperation['run'] {
  return async (variables, context, ending) => {
    const started = new RootValues();
    const holding = conditions.map(({ variable, holds }) => variables[variable] === holds);
    const pass = new Pass(questions, holding, variables, context);
    try {
      if (conditions.some(({ variable }) => typeof variables[variable] !== 'boolean')) return { roots: started };
      for (const { key, when, start } of roots) {
        if (when.every((condition) => holding[condition])) started.set(key, start(variables, context));
      }
      if (started.size > 1) await Promise.all(started.values());
      const values: Record<string, unknown> = {};
      for (const [key, value] of started) values[key] = value instanceof Promise ? await value : value;
      for (let isMore = ask !== null; isMore; isMore &&= questions.leadsOn) {
        ask?.(values, pass);
        const arrival = pass.arrival();
        isMore = arrival instanceof Promise || arrival;
        if (arrival instanceof Promise) await arrival;
      }
      const answer = AnswerBytes.written((bytes) => {
        bytes.ascii('{"data":');
        write(values, pass, bytes);
        bytes.json(ending());
      });
      return { answer };
    } catch {
      pass.abandon();
      void Promise.allSettled(started.values());
      return { roots: started };
    }
  };
}
