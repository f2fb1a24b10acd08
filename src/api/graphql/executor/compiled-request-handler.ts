import { isRecord } from '../../../common/is-record.ts';
import type { RequestContext } from '../../http/request-context.ts';
import { costOf } from '../limits/limit-plugin.ts';
import type { OperationGuard } from '../limits/operation-guard.ts';
import type { HttpRequest } from '../persisted-operations/resolve-persisted-query.ts';
import { mediaTypeOf } from '../server/media-type.ts';
import { operationLabel } from '../server/operation-label.ts';
import type { CompiledOperation, EncodedResponse } from './compiled-executor.ts';
import type { OperationExecutor } from './operation-executor.ts';

/** A request for a compiled operation. */
export interface CompiledRequest {
  readonly operation: CompiledOperation;
  /** The variables as the client sent them. */
  readonly variables: Readonly<Record<string, unknown>>;
  readonly mediaType: string;
}

/** The media types of Apollo Server, in its order. */
const mediaTypes = ['application/json; charset=utf-8', 'application/graphql-response+json; charset=utf-8'] as const;

/** Content types that browsers send to another origin only after a preflight request, which prevents CSRF. */
const jsonTypes = new Set<string | undefined>(['application/json', 'application/json; charset=utf-8']);

/**
 * Handles plain requests for compiled operations without Apollo Server, because these operations need not be parsed,
 * validated and measured again. Apollo Server handles all other requests, and those in which an error occurs.
 */
export class CompiledRequestHandler {
  readonly #executor: OperationExecutor;
  readonly #guard: OperationGuard;

  constructor(executor: OperationExecutor, guard: OperationGuard) {
    this.#executor = executor;
    this.#guard = guard;
  }

  /**
   * Finds the compiled operation of a request. Has no side effects.
   *
   * @returns `null` for a request that Apollo Server has to handle
   */
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

  /**
   * Executes a request.
   *
   * @returns the response; `null` if Apollo Server has to report an error, with the same context
   */
  async execute(request: CompiledRequest, context: RequestContext): Promise<EncodedResponse | null> {
    const { operation, variables } = request;
    if (!this.#admit(request, context)) return null;
    const ending = (): string => `,"extensions":${extensionsOf(context)}}\n`;
    return this.#executor.executeCompiled(operation, variables, context, ending);
  }

  /**
   * Checks a request against the limits.
   *
   * @returns `false` if the request is rejected; Apollo Server makes the same checks and reports the error
   */
  #admit({ operation: { document, operation }, variables }: CompiledRequest, context: RequestContext): boolean {
    try {
      this.#guard.admit({ document, operation, variables }, context.budget);
      context.summary.operation = operationLabel(operation);
      return true;
    } catch {
      return false;
    }
  }
}

/**
 * Whether request extensions have nothing for Apollo Server: no persisted query. Some clients send their name in
 * them.
 */
function isPlain(extensions: unknown): boolean {
  return extensions === null || (isRecord(extensions) && extensions.persistedQuery === undefined);
}

function extensionsOf(context: RequestContext): string {
  const cost = costOf(context);
  return JSON.stringify(context.idempotentReplay ? { cost, idempotentReplay: true } : { cost });
}
