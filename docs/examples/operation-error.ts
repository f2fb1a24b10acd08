/** A GraphQL error as every client library passes it on. */
interface WireError {
  readonly message: string;
  readonly extensions?: {
    readonly code?: string;
    readonly errors?: readonly { readonly message: string; readonly path?: readonly (string | number)[] }[];
  };
}

/** An error of an operation: its code, and what is wrong where in the input. */
export class OperationError extends Error {
  readonly code: string;
  readonly issues: readonly { readonly message: string; readonly path: string }[];

  constructor(errors: readonly object[]) {
    const [{ message, extensions = {} } = { message: 'no result' }] = errors as readonly WireError[];
    super(message);
    this.code = extensions.code ?? 'UNKNOWN';
    this.issues = (extensions.errors ?? []).map((issue) => ({
      message: issue.message,
      path: issue.path?.join('.') ?? '',
    }));
  }
}
