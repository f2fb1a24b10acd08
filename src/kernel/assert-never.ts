/** Closes a switch over a union: does not compile when a case is missing, throws if one turns up at run time. */
export function assertNever(value: never): never {
  throw new TypeError(`unexpected value ${JSON.stringify(value)}`);
}
