import { isRecord } from '../../../common/is-record.ts';
import type { RequestContext } from '../../http/request-context.ts';
import { costOf } from '../limits/limit-plugin.ts';
import type { OperationGuard } from '../limits/operation-guard.ts';
import type { HttpRequest } from '../persisted-operations/resolve-persisted-query.ts';
import { mediaTypeOf } from '../server/media-type.ts';
import { operationLabel } from '../server/operation-label.ts';
import type { CompiledOperation, EncodedResponse } from './compiled-executor.ts';
import type { OperationExecutor } from './operation-executor.ts';

/** A request for an operation that is compiled already. */
export interface CompiledRequest {
  readonly operation: CompiledOperation;
  /** As the client sent them. */
  readonly variables: Readonly<Record<string, unknown>>;
  readonly mediaType: string;
}

type ContextOf = () => RequestContext | Promise<RequestContext>;

/** The media types of Apollo Server, in its order. */
const mediaTypes = ['application/json; charset=utf-8', 'application/graphql-response+json; charset=utf-8'] as const;

/** A browser sends these to another origin only after a preflight request. */
const jsonTypes = new Set<string | undefined>(['application/json', 'application/json; charset=utf-8']);

/**
 * Handles plain requests for compiled operations without Apollo Server: these need not be parsed, validated and measured
 * again. Apollo Server handles all other requests, and those in which an error occurs.
 */
export class CompiledRequestHandler {
  readonly #executor: OperationExecutor;
  readonly #guard: OperationGuard;

  constructor(executor: OperationExecutor, guard: OperationGuard) {
    this.#executor = executor;
    this.#guard = guard;
  }

  /** @returns `null` for a request that Apollo Server has to handle; nothing was done for it */
  find({ method, headers, body }: HttpRequest): CompiledRequest | null {
    if (method !== 'POST' || !jsonTypes.has(headers['content-type']) || !isRecord(body)) return null;
    const { query, operationName = null, variables = null, extensions = null } = body;
    const mediaType = mediaTypeOf(headers.accept, mediaTypes);
    if (typeof query !== 'string' || !isPlain(extensions) || mediaType === null) return null;
    if (operationName !== null && typeof operationName !== 'string') return null;
    if (variables !== null && !isRecord(variables)) return null;
    const operation = this.#executor.find(query, operationName ?? '');
    return operation ? { operation, variables: variables ?? {}, mediaType } : null;
  }

  /** @returns the response; `null` where Apollo Server has to report an error, for the same context */
  async answer(request: CompiledRequest, contextOf: ContextOf): Promise<EncodedResponse | null> {
    const { operation, variables } = request;
    const admission = this.#admit(request, contextOf);
    const context = admission instanceof Promise ? await admission : admission;
    if (!context) return null;
    const ending = (): string => `,"extensions":${extensionsOf(context)}}\n`;
    return this.#executor.executeCompiled(operation, variables, context, ending);
  }

  /** @returns `null` where the request is refused; Apollo Server makes the same checks and reports the error */
  #admit(request: CompiledRequest, contextOf: ContextOf): RequestContext | null | Promise<RequestContext | null> {
    const check = (context: RequestContext): RequestContext => {
      const { document, operation } = request.operation;
      this.#guard.admit({ document, operation, variables: request.variables }, context.budget);
      context.summary.operation = operationLabel(operation);
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

/** Whether the extensions of a request are none of Apollo Server's; some clients send their name in them. */
function isPlain(extensions: unknown): boolean {
  return extensions === null || (isRecord(extensions) && extensions.persistedQuery === undefined);
}

function extensionsOf(context: RequestContext): string {
  const cost = costOf(context);
  return JSON.stringify(context.idempotentReplay ? { cost, idempotentReplay: true } : { cost });
}
