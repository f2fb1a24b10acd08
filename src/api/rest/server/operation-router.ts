import { AppError } from '../../../common/errors/app-error.ts';
import { type Contract, findOperation, type OperationType } from '../../contract/model.ts';
import type { RequestTarget } from './request-target.ts';
import { type PathValues, Routes } from './routes.ts';

/** Which operation a request means. */
export interface MatchedOperation {
  readonly operation: OperationType;
  readonly target: RequestTarget;
  readonly pathValues: PathValues;
}

/** Finds the operations of a contract by what requests for them look like. */
export class OperationRouter {
  readonly #contract: Contract;
  readonly #routes: Routes;

  constructor(contract: Contract) {
    this.#contract = contract;
    this.#routes = new Routes(contract);
  }

  /**
   * Finds the operation behind a method and an address, without regard to case.
   * @returns `null` where there is nothing
   * @throws METHOD_NOT_ALLOWED on a pre-defined route for an operation or a method that does not exist
   */
  find(method: string, target: RequestTarget): MatchedOperation | null {
    if (target.predefined) return { operation: this.#predefined(method, target.predefined), target, pathValues: [] };
    const match = this.#routes.find(method, target.segments);
    return match && { operation: match.operation, target, pathValues: match.pathValues };
  }

  /** The methods that an address answers: what a 405 has to say. */
  allowedMethods({ predefined, segments }: RequestTarget): string[] {
    if (!predefined) return this.#routes.methodsOf(segments).sort();
    const operation = findOperation(this.#contract, predefined.operation);
    return [...new Set(operation?.routes.map(({ verb }) => verb))].sort();
  }

  #predefined(method: string, { operation: name }: NonNullable<RequestTarget['predefined']>): OperationType {
    const operation = findOperation(this.#contract, name);
    if (!operation) throw new AppError('METHOD_NOT_ALLOWED', 'The operation does not exist for this service');
    if (operation.routes.some((route) => route.verb === method)) return operation;
    const verb = method.charAt(0) + method.slice(1).toLowerCase();
    const { request } = operation;
    const message = `Could not find method named ${verb}(${request}) or Any(${request}) on Service ${request}Service`;
    throw new AppError('METHOD_NOT_ALLOWED', message);
  }
}
