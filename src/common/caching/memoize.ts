/** Memoizes a function, including a thrown error. */
export function memoize<T>(compute: () => T): () => T {
  let result: (() => T) | undefined;
  return () => {
    result ??= settle(compute);
    return result();
  };
}

/** @returns a function that returns the result of `compute`, or throws its error */
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
