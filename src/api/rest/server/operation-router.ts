import { AppError } from '../../../common/errors/app-error.ts';
import { type Contract, findOperation, type OperationType } from '../../contract/model.ts';
import type { RequestTarget } from './request-target.ts';
import { type RouteMatch, Routes } from './routes.ts';

/** The operation of a request, with the parts of the request that selected it. */
export interface MatchedOperation extends RouteMatch {
  readonly target: RequestTarget;
}

/** Finds the operation of a request by its method and target. */
export class OperationRouter {
  readonly #contract: Contract;
  readonly #routes: Routes;

  constructor(contract: Contract) {
    this.#contract = contract;
    this.#routes = new Routes(contract);
  }

  /**
   * Finds the operation of a method and a request target. Paths are not case-sensitive.
   *
   * @returns `null` if no route matches
   * @throws METHOD_NOT_ALLOWED when the operation or the method of a pre-defined route does not exist
   */
  find(method: string, target: RequestTarget): MatchedOperation | null {
    if (target.predefined) {
      const operation = this.#predefined(method, target.predefined);
      return { operation, target, pathValues: [], pathDefaults: [] };
    }
    const match = this.#routes.find(method, target.segments);
    return match && { ...match, target };
  }

  /** Returns the methods of a request target, for the `Allow` header of a 405 response. */
  allowedMethods({ predefined, segments }: RequestTarget): string[] {
    const operation = predefined && findOperation(this.#contract, predefined.operation);
    const verbs = predefined ? (operation ? verbsOf(operation) : []) : this.#routes.methodsOf(segments);
    return [...new Set(verbs.flatMap((verb) => (verb === 'GET' ? ['GET', 'HEAD'] : [verb])))].sort();
  }

  #predefined(method: string, { operation: name }: NonNullable<RequestTarget['predefined']>): OperationType {
    const operation = findOperation(this.#contract, name);
    if (!operation) throw new AppError('METHOD_NOT_ALLOWED', 'The operation does not exist for this service');
    if (verbsOf(operation).includes(method)) return operation;
    const verb = method.charAt(0) + method.slice(1).toLowerCase();
    const { request } = operation;
    const message = `Could not find method named ${verb}(${request}) or Any(${request}) on Service ${request}Service`;
    throw new AppError('METHOD_NOT_ALLOWED', message);
  }
}

/**
 * Returns the methods of an operation on its pre-defined routes: those of its own routes, and POST, because ServiceStack
 * clients send a DTO without a verb interface as POST.
 */
function verbsOf({ routes }: OperationType): string[] {
  return [...routes.map(({ verb }) => verb), 'POST'];
}
