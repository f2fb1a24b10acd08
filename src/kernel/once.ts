/** Does it when it is asked for, and once only, whether it goes well or not. */
export function once<T>(work: () => T): () => T {
  let result: (() => T) | undefined;
  return () => {
    result ??= outcomeOf(work);
    return result();
  };
}

/** @returns what gives back what came of it, or throws what it threw */
function outcomeOf<T>(work: () => T): () => T {
  try {
    const value = work();
    return () => value;
  } catch (error) {
    return () => {
      throw error;
    };
  }
}
