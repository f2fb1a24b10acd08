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
