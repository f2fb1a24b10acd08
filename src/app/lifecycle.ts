/** Cleanup callbacks, called in reverse order. */
export type CloseCallbacks = (() => Promise<void>)[];

/** Runs a start of several steps. If a step fails, the earlier ones are closed before the error is rethrown. */
export async function startWithCleanup<T extends object>(
  start: (closers: CloseCallbacks) => Promise<T>,
): Promise<T & { close(): Promise<void> }> {
  const closers: CloseCallbacks = [];
  const close = async (): Promise<void> => {
    for (let closer = closers.pop(); closer; closer = closers.pop()) await closer();
  };
  try {
    return { ...(await start(closers)), close };
  } catch (error) {
    await close();
    throw error;
  }
}

/**
 * Reserves the place of a step in the order of cleanup.
 * @param start starts the step and returns how it is stopped
 * @returns starts the step later, unless the place has been closed
 */
export function startLater(closers: CloseCallbacks, start: () => () => Promise<void>): () => void {
  let isClosed = false;
  let stop = async (): Promise<void> => undefined;
  closers.push(() => {
    isClosed = true;
    return stop();
  });
  return () => {
    if (!isClosed) stop = start();
  };
}

/** Marks a promise as handled, because it may reject before anything waits for it. */
export function handled<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined);
  return promise;
}
