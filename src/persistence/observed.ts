import { AppError } from '../kernel/app-error.ts';

/** Told of every call of a repository when it has ended. @param outcome `ok`, the code of a refusal, or `failed` */
export type OnStoreCall = (call: string, seconds: number, outcome: string) => void;

type Part = (...args: unknown[]) => unknown;

/** The same repositories, by name and to any depth, whose calls are told of as `repository.method`. */
export function observed<T extends object>(repositories: T, onCall: OnStoreCall, path = ''): T {
  const parts = Object.entries(repositories).map(([name, part]) => {
    if (typeof part === 'function') return [name, path === '' ? part : timed(part as Part, `${path}.${name}`, onCall)];
    return [name, observed(part as object, onCall, name)];
  });
  return Object.fromEntries(parts) as T;
}

function timed(method: Part, call: string, onCall: OnStoreCall): Part {
  return (...args) => {
    const start = performance.now();
    const result = method(...args);
    if (!(result instanceof Promise)) return result;
    const end = (outcome: string): void => onCall(call, (performance.now() - start) / 1_000, outcome);
    result.then(
      () => end('ok'),
      (error: unknown) => end(error instanceof AppError ? error.code : 'failed'),
    );
    return result;
  };
}
