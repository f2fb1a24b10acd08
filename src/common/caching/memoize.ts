/** Does it when it is asked for, and once only, whether it goes well or not. */
export function memoize<T>(compute: () => T): () => T {
  let result: (() => T) | undefined;
  return () => {
    result ??= settle(compute);
    return result();
  };
}

/** @returns what gives back what came of it, or throws what it threw */
function settle<T>(compute: () => T): () => T {
  try {
    const value = compute();
    return () => value;
  } catch (error) {
    return () => {
      throw error;
    };
  }
}
