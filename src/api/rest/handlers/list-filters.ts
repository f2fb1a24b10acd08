type Lists<Name extends string> = { readonly [N in Name]?: readonly string[] | null };

/**
 * Reads the list filters of a request. An empty list matches nothing, unless the request names every one of its lists:
 * .NET clients construct requests with empty lists and send them all.
 *
 * @param names all members of the request that are lists
 * @returns the lists; null if there is no such filter
 */
export function readListFilters<Name extends string>(
  request: Lists<Name>,
  names: readonly Name[],
): Record<Name, readonly string[] | null> {
  const isConstructed = names.every((name) => request[name] !== null && request[name] !== undefined);
  const read = (list: readonly string[] | null): readonly string[] | null =>
    isConstructed && list?.length === 0 ? null : list;
  return Object.fromEntries(names.map((name) => [name, read(request[name] ?? null)])) as ReturnType<
    typeof readListFilters<Name>
  >;
}
