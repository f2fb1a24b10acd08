/** What is to be closed, called from the last to the first. */
export type CloseCallbacks = (() => Promise<void>)[];

/** Starts what has several parts. When one fails, those before it are closed before the error is passed on. */
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
