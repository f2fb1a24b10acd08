import { AppError } from '../../../common/errors/app-error.ts';
import { wrapMethods } from '../../../common/wrap-methods.ts';

/** Called when a repository call has ended. @param outcome `ok`, the code of an AppError, or `failed` */
export type OnStoreCall = (call: string, seconds: number, outcome: string) => void;

/** Wraps a repository so that its calls are reported as `repository.method`. */
function instrument<T extends object>(name: string, repository: T, onCall: OnStoreCall): T {
  return wrapMethods(repository, (method, methodName) => (...args) => {
    const start = performance.now();
    const result = method(...args);
    if (!(result instanceof Promise)) return result;
    const call = `${name}.${methodName}`;
    const end = (outcome: string): void => onCall(call, (performance.now() - start) / 1_000, outcome);
    result.then(
      () => end('ok'),
      (error: unknown) => end(error instanceof AppError ? error.code : 'failed'),
    );
    return result;
  });
}

/** Instruments each repository under its name. */
export function instrumentAll<T extends Readonly<Record<string, object>>>(repositories: T, onCall: OnStoreCall): T {
  const all = Object.entries(repositories).map(([name, repository]) => [name, instrument(name, repository, onCall)]);
  return Object.fromEntries(all) as T;
}
