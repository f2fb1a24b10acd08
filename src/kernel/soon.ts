/** What may be there already; to wait for that all the same would take as long as many a request. */
export type Soon<T> = T | Promise<T>;
