/** Media ranges beyond this length, in characters, are ignored. Browsers send about 150 characters. */
const maxLength = 1_024;

/** Returns the value of an `Accept` header, without ranges that would take long to negotiate. */
export function shortAccept(accept: string): string {
  return accept.length > maxLength ? accept.slice(0, maxLength) : accept;
}
