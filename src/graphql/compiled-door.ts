import type { RequestContext } from '../auth/request-context.ts';
import { isRecord } from '../kernel/is-record.ts';
import type { Answer } from './compiled/answer-bytes.ts';
import type { CompiledOperation } from './compiled/compile-operation.ts';
import type { Values } from './compiled/variable-reader.ts';
import { costOf } from './limits/limit-plugin.ts';
import type { OperationGuard } from './limits/operation-guard.ts';
import { mediaTypeOf } from './media-type.ts';
import { operationLabel } from './operation-label.ts';
import type { Operations } from './operations.ts';
import type { HttpRequest } from './trusted/with-text.ts';

/** A request for an operation that was compiled, with variables that are fit for it. */
export interface KnownRequest {
  readonly operation: CompiledOperation;
  /** As they came, and as the operation wants them. */
  readonly sent: Values;
  readonly variables: Values;
  readonly mediaType: string;
}

type ContextOf = () => RequestContext | Promise<RequestContext>;

/** As Apollo Server's, in its order. */
const mediaTypes = ['application/json; charset=utf-8', 'application/graphql-response+json; charset=utf-8'] as const;

/** These need a preflight before a browser sends them from another site. */
const jsonTypes = new Set<string | undefined>(['application/json', 'application/json; charset=utf-8']);

/**
 * The short way of operations that came before: they need not be parsed, validated and measured again. Only for plain
 * requests that go well. All others, and whatever goes wrong, is for Apollo Server to answer.
 */
export class CompiledDoor {
  readonly #operations: Operations;
  readonly #guard: OperationGuard;

  constructor(operations: Operations, guard: OperationGuard) {
    this.#operations = operations;
    this.#guard = guard;
  }

  /** @returns `null` for a request that is not for this door; nothing was done for it yet */
  find({ method, headers, body }: HttpRequest): KnownRequest | null {
    if (method !== 'POST' || !jsonTypes.has(headers['content-type']) || !isRecord(body)) return null;
    const { query, operationName = null, variables = null, extensions = null } = body;
    const mediaType = mediaTypeOf(headers.accept, mediaTypes);
    if (typeof query !== 'string' || !isPlain(extensions) || mediaType === null) return null;
    if (operationName !== null && typeof operationName !== 'string') return null;
    if (variables !== null && !isRecord(variables)) return null;
    const operation = this.#operations.find(query, operationName ?? '');
    const sent = variables ?? {};
    const read = operation?.readVariables(sent);
    return operation && read ? { operation, sent, variables: read, mediaType } : null;
  }

  /** @returns the answer; `null` where it is for Apollo Server to say what is wrong, with the same context */
  async answer(request: KnownRequest, contextOf: ContextOf): Promise<Answer | null> {
    const { operation, variables } = request;
    const admission = this.#admit(request, contextOf);
    const context = admission instanceof Promise ? await admission : admission;
    if (!context) return null;
    const outcome = await operation.run(variables, context, () => `,"extensions":${extensionsOf(context)}}\n`);
    if ('answer' in outcome) return outcome.answer;
    this.#operations.begin(context, outcome.roots);
    return null;
  }

  /** @returns `null` for whoever is not let in */
  #admit(request: KnownRequest, contextOf: ContextOf): RequestContext | null | Promise<RequestContext | null> {
    const check = (context: RequestContext): RequestContext => {
      const { document, operation } = request.operation;
      this.#guard.admit({ document, operation, variables: request.sent }, context.quota);
      context.report.operation = operationLabel(operation);
      return context;
    };
    try {
      const context = contextOf();
      return context instanceof Promise ? context.then(check).catch(() => null) : check(context);
    } catch {
      return null;
    }
  }
}

/** Whether there is nothing for Apollo Server in a request's extensions; some clients send their name in them. */
function isPlain(extensions: unknown): boolean {
  return extensions === null || (isRecord(extensions) && extensions.persistedQuery === undefined);
}

function extensionsOf(context: RequestContext): string {
  const cost = costOf(context);
  return JSON.stringify(context.idempotentReplay ? { cost, idempotentReplay: true } : { cost });
}
