/** What the log has of an error. */
export interface ErrorFields {
  readonly type: string;
  readonly message: string;
  readonly stack: string | undefined;
  readonly code?: string | number;
  readonly cause?: ErrorFields;
}

/** How far back causes are told; an error can be its own. */
const maxCauses = 5;

/** Of an error only what says where it comes from: those of the driver bring along what was to be written. */
export function errorFields(error: unknown, causes = maxCauses): ErrorFields {
  if (!(error instanceof Error)) return { type: typeof error, message: String(error), stack: undefined };
  const { name, message, stack, cause } = error;
  const code =
    'code' in error && (typeof error.code === 'string' || typeof error.code === 'number') ? error.code : null;
  return {
    type: name,
    message,
    stack,
    ...(code !== null && { code }),
    ...(cause !== undefined && causes > 0 && { cause: errorFields(cause, causes - 1) }),
  };
}
