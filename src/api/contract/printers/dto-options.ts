/** The options of a `/types` address with what the client gave for them; all that was not given is at its default. */
export interface DtoOptions<Name extends string> {
  /** Options that are on or off. */
  readonly flag: (name: Name) => boolean;
  readonly text: (name: Name) => string;
  /** Options that list names, separated by commas. */
  readonly list: (name: Name) => readonly string[];
  readonly names: readonly Name[];
  readonly given: ReadonlySet<Name>;
}

/** What the address knows about itself; without it no header is printed. */
export interface HeaderFacts {
  /** Absolute, and reachable for the client: its update command starts from there. */
  readonly baseUrl: string;
  readonly date: Date;
  readonly version: string;
}

/** Reads query parameters against the defaults (`True`, `False`, or text); names in any case, others are ignored. */
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
    // a line end would let a link write lines of its own into a file of the client
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

/** The comment that ServiceStack's tools read back: `BaseUrl`, then each given option, the others behind `//`. */
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
