import type { Contract, OperationType } from '../../contract/model.ts';

/** Addresses that the HTML page of a response links to. */
export interface PageLinks {
  /** Number of the shown page of a list, from 0. */
  readonly page: number;
  /** The same response in the other formats. */
  readonly formats: readonly (readonly [name: string, address: string])[];
  pageAddress(page: number): string;
  /** Returns the address of the record that a member of an item refers to; `undefined` if it is not an id. */
  recordAddress(member: string, value: string): string | undefined;
}

/** @param url the target of the GET request that is answered */
export function pageLinks(contract: Contract, operation: OperationType, url: string): PageLinks {
  const [target = '', query = ''] = url.split('?', 2);
  // two leading slashes would name another host
  const path = target.replace(/^\/+/, '/');
  const bare = path.replace(/\.html$/i, '');
  const params = new URLSearchParams(query);
  const withParam = (name: string, value: string): string => {
    const others = [...params].filter(([key]) => key.toLowerCase() !== name);
    return `${name === 'format' ? bare : path}?${new URLSearchParams([...others, [name, value]])}`;
  };
  const records = recordPaths(contract);
  const ownPaths = operation.routes.map((route) => route.path.toLowerCase());
  return {
    page: Math.max(0, Number([...params].find(([key]) => key.toLowerCase() === 'page')?.[1]) || 0),
    formats: ['json', 'xml', 'csv', 'jsv'].map((name) => [name.toUpperCase(), withParam('format', name)]),
    pageAddress: (page) => withParam('page', String(page)),
    recordAddress(member, value) {
      const name = member.toLowerCase();
      const found = records.find(({ folder, variable }) =>
        name === 'id' ? ownPaths.includes(folder) : variable !== 'id' && name.endsWith(variable),
      );
      return found && /^[0-9a-f]{24}$/.test(value) ? `${found.folder}/${value}` : undefined;
    },
  };
}

interface RecordPath {
  /** Path of the list, such as `/sessions`, in lower case. */
  readonly folder: string;
  /** Variable of the path of a record, such as `sessionid`, in lower case. */
  readonly variable: string;
}

const cache = new WeakMap<Contract, readonly RecordPath[]>();

/** Returns the paths of single records, such as `/sessions/{sessionId}`. */
function recordPaths(contract: Contract): readonly RecordPath[] {
  let paths = cache.get(contract);
  if (!paths) {
    paths = Object.values(contract.operations).flatMap(({ routes }) =>
      routes.flatMap(({ verb, path }) => {
        const [, folder, variable] = /^(\/\w+)\/\{(\w+)\}$/.exec(path.toLowerCase()) ?? [];
        return verb === 'GET' && folder && variable ? [{ folder, variable }] : [];
      }),
    );
    cache.set(contract, paths);
  }
  return paths;
}
