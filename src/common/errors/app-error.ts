import { type ErrorCode, errorCatalogue } from './error-catalogue.ts';

/** One broken rule of one input field; `errorCode` is the name of the rule (`NotEmpty`, `Email`, …). */
export interface FieldError {
  readonly fieldName: string;
  readonly errorCode: string;
  readonly message: string;
}

export interface AppErrorOptions {
  readonly errors?: readonly FieldError[];
  readonly restName?: string;
  readonly retryAfterSeconds?: number;
  readonly cursor?: string;
  readonly cause?: unknown;
}

/** A refusal meant for the client. Anything thrown that is not one of these is masked before it leaves. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly errors: readonly FieldError[];
  /** What a ServiceStack client reads instead of the catalogue's name, where its documented answer has another one. */
  readonly restName: string | undefined;
  /** When it is worth trying again, in whole seconds. */
  readonly retryAfterSeconds: number | undefined;
  /** Where to go on in a list that broke off. */
  readonly cursor: string | undefined;

  constructor(code: ErrorCode, message: string, details: AppErrorOptions = {}) {
    super(message, { cause: details.cause });
    this.code = code;
    this.errors = details.errors ?? [];
    this.restName = details.restName;
    this.retryAfterSeconds = details.retryAfterSeconds;
    this.cursor = details.cursor;
  }

  /** Not a field: the driver copies the fields of what ends an operation onto an error whose name cannot be set. */
  override get name(): string {
    return 'AppError';
  }

  get status(): number {
    return errorCatalogue[this.code].status;
  }
}

/** All faults of one input in one refusal; the first speaks for the whole, as in ServiceStack. */
export function invalidInput(errors: readonly [FieldError, ...FieldError[]]): AppError {
  return new AppError('BAD_USER_INPUT', errors[0].message, { errors, restName: errors[0].errorCode });
}

/** @throws BAD_USER_INPUT with these faults, if there are any */
export function throwIfInvalid(issues: readonly FieldError[]): void {
  const [first, ...rest] = issues;
  if (first) throw invalidInput([first, ...rest]);
}
