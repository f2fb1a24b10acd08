import { type ErrorCode, errorCatalogue } from './error-catalogue.ts';

/** One validation error of one input field; `errorCode` is the name of the rule (`NotEmpty`, `Email`, …). */
export interface FieldError {
  readonly fieldName: string;
  readonly errorCode: string;
  readonly message: string;
  /** Index of the invalid item, if the field is a list. */
  readonly index?: number;
}

export interface AppErrorOptions {
  readonly errors?: readonly FieldError[];
  readonly restName?: string;
  readonly retryAfterSeconds?: number;
  readonly cursor?: string;
  readonly cause?: unknown;
}

/** An error that is reported to the client. All other errors are masked in responses. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly errors: readonly FieldError[];
  /** Replaces the REST name of the catalogue where ServiceStack documents another one for the response. */
  readonly restName: string | undefined;
  /** Seconds after which a retry makes sense, as an integer. */
  readonly retryAfterSeconds: number | undefined;
  /** Cursor after which a client can resume an interrupted event subscription. */
  readonly cursor: string | undefined;

  constructor(code: ErrorCode, message: string, details: AppErrorOptions = {}) {
    super(message, { cause: details.cause });
    this.code = code;
    this.errors = details.errors ?? [];
    this.restName = details.restName;
    this.retryAfterSeconds = details.retryAfterSeconds;
    this.cursor = details.cursor;
  }

  /**
   * A getter instead of a field: when an operation is aborted, the MongoDB driver copies the fields of the abort reason
   * onto an error whose name is read-only.
   */
  override get name(): string {
    return 'AppError';
  }

  get status(): number {
    return errorCatalogue[this.code].status;
  }
}

/**
 * Combines all validation errors of an input.
 * The first one provides the message and the REST name, as in ServiceStack.
 */
export function invalidInput(errors: readonly [FieldError, ...FieldError[]]): AppError {
  return new AppError('BAD_USER_INPUT', errors[0].message, { errors, restName: errors[0].errorCode });
}

/** @throws BAD_USER_INPUT with these validation errors, if there are any */
export function throwIfInvalid(issues: readonly FieldError[]): void {
  const [first, ...rest] = issues;
  if (first) throw invalidInput([first, ...rest]);
}
