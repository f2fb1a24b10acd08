/** Options of a `/types` route: the values that the client sent, and the defaults of all others. */
export interface DtoOptions<Name extends string> {
  /** Reads an option that is on or off. */
  readonly flag: (name: Name) => boolean;
  readonly text: (name: Name) => string;
  /** Reads an option that lists comma-separated names. */
  readonly list: (name: Name) => readonly string[];
  readonly names: readonly Name[];
  readonly given: ReadonlySet<Name>;
}

/** Server facts for the header; no header is printed without them. */
export interface HeaderFacts {
  /** Absolute URL that the client can reach, for its update command. */
  readonly baseUrl: string;
  readonly date: Date;
  readonly version: string;
}

/**
 * Reads query parameters.
 * @param defaults `True`, `False` or text, by option name
 * @param query names are case-insensitive; unknown names are ignored
 */
export function readDtoOptions<Name extends string>(
  defaults: Readonly<Record<Name, string>>,
  query: Iterable<readonly [string, string]>,
): DtoOptions<Name> {
  const names = Object.keys(defaults) as Name[];
  const values: Record<Name, string> = { ...defaults };
  const given = new Set<Name>();
  for (const [key, value] of query) {
    const name = names.find((candidate) => candidate.toLowerCase() === key.toLowerCase());
    if (name === undefined) continue;
    const isFlag = defaults[name] === 'True' || defaults[name] === 'False';
    // a line break or the end of a comment would let a link inject lines into the file of the client
    const line = value.replace(/[\r\n]+|\*\//g, ' ').trim();
    values[name] = isFlag ? (/^(true|1|)$/i.test(line) ? 'True' : 'False') : line;
    given.add(name);
  }
  return {
    flag: (name) => values[name] === 'True',
    text: (name) => values[name],
    list: (name) =>
      values[name]
        .split(',')
        .map((item) => item.trim())
        .filter((item) => item !== ''),
    names,
    given,
  };
}

/** Prints the comment that ServiceStack's tools parse: `BaseUrl`, the given options, and all others after `//`. */
export function printHeader<Name extends string>(options: DtoOptions<Name>, facts: HeaderFacts): string {
  const lines = options.names.map((name) => `${options.given.has(name) ? '' : '//'}${name}: ${options.text(name)}`);
  return [
    '/* Options:',
    `Date: ${facts.date.toISOString().slice(0, 19).replace('T', ' ')}`,
    `Version: ${facts.version}`,
    'Tip: To override a DTO option, remove "//" prefix before updating',
    `BaseUrl: ${facts.baseUrl}`,
    '',
    ...lines,
    '*/',
    '',
  ].join('\n');
}
