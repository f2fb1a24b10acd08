import { declaredOnce } from '../generic-types.ts';
import type { Contract, DtoType, EnumType } from '../model.ts';
import { type CSharpOptions, csharpDefaults } from './csharp-options.ts';
import { CSharpTypes, indent } from './csharp-types.ts';
import { type HeaderFacts, printHeader, readDtoOptions } from './dto-options.ts';
import { selectTypes } from './select-types.ts';

const usings = [
  'System',
  'System.Collections',
  'System.Collections.Generic',
  'System.Runtime.Serialization',
  'ServiceStack',
  'ServiceStack.DataAnnotations',
];

/**
 * Prints the body of `/types/csharp`.
 * @param facts null for `?WithoutOptions` and for the committed file
 */
export function printCSharp(
  contract: Contract,
  query: Iterable<readonly [string, string]>,
  facts: HeaderFacts | null,
): string {
  const options = readDtoOptions(csharpDefaults, query);
  const header = facts ? `${printHeader(options, facts)}\n` : '';
  return `${header}${source(contract, options, new CSharpTypes(contract, options, true))}\n`;
}

/**
 * Prints the DTOs of one operation for its metadata page.
 * The text has no header, no routes, no return markers and no final line break.
 */
export function printCSharpOfOperation(contract: Contract, request: string): string {
  const query: [string, string][] = [
    ['IncludeTypes', `${request}.*`],
    ['AddReturnMarker', 'False'],
  ];
  const options = readDtoOptions(csharpDefaults, query);
  return source(contract, options, new CSharpTypes(contract, options, false));
}

function source(contract: Contract, options: CSharpOptions, printer: CSharpTypes): string {
  const included = options.list('IncludeTypes');
  const selected = declaredOnce(selectTypes(contract, included, options.list('ExcludeTypes')).types);
  // ServiceStack's client library already has the ServiceStack types: a second declaration would conflict
  const types = included.length > 0 ? selected : selected.filter(({ namespace }) => namespace !== 'ServiceStack');
  const [global = ''] = options.list('GlobalNamespace').filter(isNamespace);
  const spaceOf = (type: DtoType | EnumType): string => (global === '' ? type.namespace : global);
  const namespaces = [...new Set(types.map(spaceOf))];
  const lines = [
    ...[...new Set([...usings, ...namespaces, ...options.list('AddNamespaces').filter(isNamespace)])].map(
      (name) => `using ${name};`,
    ),
    ...contractNamespaces(options, namespaces),
  ];
  for (const namespace of namespaces.toSorted()) {
    const inside = types
      .filter((type) => spaceOf(type) === namespace)
      .toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
    const blocks = inside.map((type) => indent(printer.lines(type)).join('\n'));
    lines.push('', `namespace ${namespace}`, '{', blocks.join('\n\n'), '', '}');
  }
  return lines.join('\n');
}

function nameOf(type: DtoType | EnumType): string {
  return 'clrName' in type ? type.clrName : type.name;
}

function contractNamespaces(options: CSharpOptions, namespaces: readonly string[]): readonly string[] {
  const uri = options.text('AddDefaultXmlNamespace');
  if (!options.flag('AddDataContractAttributes') || !/^[^\s"\\]+$/.test(uri)) return [];
  return ['', ...namespaces.map((name) => `[assembly: ContractNamespace("${uri}", ClrNamespace="${name}")]`)];
}

/** Whether a text is a namespace. Other texts from the query could inject code into the file of the client. */
function isNamespace(name: string): boolean {
  return /^[A-Za-z_][\w.]*$/.test(name);
}
