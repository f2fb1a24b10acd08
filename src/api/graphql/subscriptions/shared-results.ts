import { hash } from 'node:crypto';
import type { FormattedExecutionResult } from 'graphql';
import type { RequestContext } from '../../http/request-context.ts';
import type { OperationRequest } from './prepare-operation.ts';

/** Time for which a result is shared, in milliseconds: equal subscriptions execute an event within a few of them. */
const sharedMs = 1_000;

type Result = FormattedExecutionResult;

/**
 * Shares one execution of an event among equal subscriptions of one user, as the tabs of a browser or the sockets of a
 * page have.
 */
export class SharedResults {
  readonly #results = new Map<string, Promise<Result>>();

  /** @param key identifies the event, the operation, the user and the permissions */
  get(key: string): Promise<Result> | undefined {
    return this.#results.get(key);
  }

  set(key: string, result: Promise<Result>): void {
    this.#results.set(key, result);
    setTimeout(() => this.#results.delete(key), sharedMs).unref();
  }
}

/** Returns a key that is equal for equal operations. */
export function operationKey({ query, operationName, variables }: OperationRequest): string {
  return hash('sha256', JSON.stringify([query, operationName, variables]), 'base64');
}

/** Returns a key that is equal for contexts of one user with the same permissions, which get the same results. */
export function callerKey({ principal: { user, signedInBy }, accountId }: RequestContext): string {
  return JSON.stringify([user?.id, user?.roles, user?.accountIds, user?.homeAccountId, signedInBy, accountId]);
}
