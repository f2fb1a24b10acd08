import { readFileSync } from 'node:fs';

/** Type and member order as the vendor's pages show them; `T?` is a nullable value type, `string` is never marked. */
type Member = readonly [name: string, type: string];

interface VendorType {
  readonly name: string;
  /** `null` if no page shows it. */
  readonly namespace: string | null;
  /** Whether the namespace was inferred from related types. */
  readonly namespaceInferred?: boolean;
  readonly base: string | null;
  readonly baseUnknown?: boolean;
  readonly members: readonly Member[];
  /** Whether the page ends before the last member. */
  readonly membersCutOff?: boolean;
}

interface VendorOperation extends VendorType {
  readonly group: string;
  /** Verb and path; the verb `ANY` is ServiceStack's "All Verbs". */
  readonly routes: readonly string[];
  /** `null` if no page shows it. */
  readonly authenticated: boolean | null;
  readonly roles: readonly string[];
  readonly rolesMode: 'all' | 'any';
  /** Marker interface of the verb; `null` if there is none or no page shows it. */
  readonly marker: string | null;
  /** `null` if no page shows it. */
  readonly response: string | null;
}

interface VendorEnum {
  readonly name: string;
  readonly namespace: string | null;
  readonly namespaceInferred?: boolean;
  readonly values: readonly string[];
  readonly valuesCutOff?: boolean;
}

export interface VendorContract {
  readonly operations: readonly VendorOperation[];
  readonly types: readonly VendorType[];
  readonly enums: readonly VendorEnum[];
}

interface ClrType {
  readonly name: string;
  readonly namespace: string;
  readonly genericArgs?: readonly string[];
}

interface MetadataType extends ClrType {
  readonly inherits?: ClrType;
  readonly implements?: readonly ClrType[];
  readonly isEnum?: boolean;
  readonly enumNames?: readonly string[];
  readonly properties?: readonly { name: string; type: string; genericArgs?: readonly string[] }[];
}

interface MetadataOperation {
  readonly request: MetadataType;
  readonly returnsVoid?: boolean;
  readonly returnType?: ClrType;
  readonly routes: readonly { readonly path: string; readonly verbs?: string }[];
  readonly requiresAuth: boolean;
  readonly requiredRoles?: readonly string[];
  readonly requiresAnyRole?: readonly string[];
}

/** The parts of ServiceStack's `/types/metadata` that are compared. */
export interface TypesMetadata {
  readonly types: readonly MetadataType[];
  readonly operations: readonly MetadataOperation[];
}

/** What of the vendor's contract is not built, what is ours alone, and accepted deviations. */
export interface VendorScope {
  readonly outOfScope: readonly { readonly reason: string; readonly names: readonly string[] }[];
  readonly extensions: readonly { readonly reason: string; readonly names: readonly string[] }[];
  readonly deviations: readonly {
    readonly name: string;
    readonly reason: string;
    readonly differences: readonly string[];
  }[];
}

export function readVendorScope(): VendorScope {
  return JSON.parse(readFileSync('test/contract/vendor-scope.json', 'utf8'));
}

export function readVendorContract(): VendorContract {
  return JSON.parse(readFileSync('test/contract/fixtures/vendor-contract.json', 'utf8'));
}

/** Lines about differences, by the name of the operation, type or enum. */
export type Differences = Readonly<Record<string, readonly string[]>>;

/** Compares our metadata with the part of the vendor's contract that is in scope. */
export function compareContracts(vendor: VendorContract, ours: TypesMetadata, scope: VendorScope): Differences {
  const { operations, types, enums } = factsInScope(vendor, scope);
  const ownType = (name: string) => ours.types.find((type) => genericName(type) === name);
  const ownOperation = (name: string) => ours.operations.find(({ request }) => request.name === name);
  const found: [string, readonly string[]][] = [
    ...operations.map((fact): [string, string[]] => {
      const own = ownOperation(fact.name);
      return [fact.name, own ? operationDifferences(fact, own) : ['missing']];
    }),
    ...types.map((fact): [string, string[]] => {
      const own = ownType(fact.name);
      return [fact.name, own ? typeDifferences(fact, own) : ['missing']];
    }),
    ...enums.map((fact): [string, string[]] => {
      const own = ownType(fact.name);
      return [fact.name, own ? enumDifferences(fact, own) : ['missing']];
    }),
    ...ownOperations(operations, ours, scope),
  ];
  return Object.fromEntries(found.filter(([, differences]) => differences.length > 0));
}

/** Returns the facts that are compared. */
export function factsInScope(
  { operations, types, enums }: VendorContract,
  { outOfScope }: VendorScope,
): VendorContract {
  const names = new Set(outOfScope.flatMap((group) => group.names));
  const isInScope = ({ name }: { readonly name: string }): boolean => !names.has(name);
  return { operations: operations.filter(isInScope), types: types.filter(isInScope), enums: enums.filter(isInScope) };
}

/** Finds our operations that are neither the vendor's nor extensions, and extensions that do not exist. */
function ownOperations(
  inScope: readonly VendorOperation[],
  ours: TypesMetadata,
  scope: VendorScope,
): [string, readonly string[]][] {
  const extensions = scope.extensions.flatMap(({ names }) => names);
  const expected = [...inScope.map(({ name }) => name), ...extensions];
  const own = ours.operations.map(({ request }) => request.name);
  return [
    ...own.filter((name) => !expected.includes(name)).map((name): [string, string[]] => [name, ['not in scope']]),
    ...extensions.filter((name) => !own.includes(name)).map((name): [string, string[]] => [name, ['missing']]),
  ];
}

function operationDifferences(vendor: VendorOperation, own: MetadataOperation): string[] {
  const ownRoutes = own.routes.flatMap(({ path, verbs }) =>
    (verbs ?? 'ANY').split(',').map((verb) => `${verb} ${path}`),
  );
  const roles = rolesText(own.requiredRoles ?? [], own.requiresAnyRole ?? []);
  const vendorRoles = vendor.rolesMode === 'any' ? rolesText([], vendor.roles) : rolesText(vendor.roles, []);
  const response = own.returnsVoid ? 'void' : own.returnType ? genericName(own.returnType) : 'none';
  const markers = (own.request.implements ?? []).map(({ name }) => name);
  return [
    ...typeDifferences(vendor, own.request),
    ...setDifferences('route', vendor.routes, ownRoutes),
    ...(vendor.marker === null || markers.includes(vendor.marker) ? [] : [`interface ${vendor.marker} missing`]),
    ...unequal('authentication', String(vendor.authenticated ?? own.requiresAuth), String(own.requiresAuth)),
    ...unequal('roles', vendorRoles, roles),
    ...unequal('response', vendor.response ?? response, response),
  ];
}

function typeDifferences(vendor: VendorType, own: MetadataType): string[] {
  const base = own.inherits ? genericName(own.inherits) : 'none';
  return [
    ...namespaceDifferences(vendor, own),
    ...unequal('base', vendor.baseUnknown ? base : (vendor.base ?? 'none'), base),
    ...memberDifferences(
      vendor,
      (own.properties ?? []).map((property) => [property.name, csharpType(property)]),
    ),
  ];
}

function enumDifferences(vendor: VendorEnum, own: MetadataType): string[] {
  const values = vendor.valuesCutOff
    ? []
    : unequal('values', vendor.values.join(', '), (own.enumNames ?? []).join(', '));
  return [...namespaceDifferences(vendor, own), ...values];
}

function namespaceDifferences(vendor: VendorType | VendorEnum, own: MetadataType): string[] {
  return unequal('namespace', vendor.namespace ?? own.namespace, own.namespace);
}

function memberDifferences({ members, membersCutOff }: VendorType, own: readonly Member[]): string[] {
  const names = (list: readonly Member[], others: readonly Member[]) =>
    list.map(([name]) => name).filter((name) => others.some(([other]) => other === name));
  const types = new Map(own);
  const expected = new Map(members);
  const differences = members.flatMap(([name, type]) => {
    const ownType = types.get(name);
    return ownType === undefined ? [`member ${name} ${type} missing`] : unequal(`type of ${name}`, type, ownType);
  });
  const extra = membersCutOff ? [] : own.filter(([name]) => !expected.has(name));
  return [
    ...differences,
    ...extra.map(([name, type]) => `member ${name} ${type} extra`),
    ...unequal('order', names(members, own).join(' '), names(own, members).join(' ')),
  ];
}

function setDifferences(what: string, vendor: readonly string[], own: readonly string[]): string[] {
  return [
    ...vendor.filter((item) => !own.includes(item)).map((item) => `${what} ${item} missing`),
    ...own.filter((item) => !vendor.includes(item)).map((item) => `${what} ${item} extra`),
  ];
}

function unequal(what: string, vendor: string, own: string): string[] {
  return vendor === own ? [] : [`${what}: ${own}, vendor: ${vendor}`];
}

function rolesText(all: readonly string[], any: readonly string[]): string {
  // the order of roles has no meaning
  return [...all.toSorted(), ...(any.length > 0 ? [any.toSorted().join(' or ')] : [])].join(' and ') || 'none';
}

const keywords: Readonly<Record<string, string>> = {
  String: 'string',
  Boolean: 'bool',
  Int32: 'int',
  Double: 'double',
  Decimal: 'decimal',
};

function csharpType({ type, genericArgs = [] }: { type: string; genericArgs?: readonly string[] }): string {
  const args = genericArgs.map((name) => keywords[name] ?? name);
  if (type === 'Nullable`1') return `${args[0]}?`;
  return genericName({ name: keywords[type] ?? type, genericArgs: args });
}

/** Converts a CLR name to C#: List`1 with the argument T is `List<T>`. */
function genericName({ name, genericArgs = [] }: { name: string; genericArgs?: readonly string[] }): string {
  return genericArgs.length === 0 ? name : `${name.replace(/`\d+$/, '')}<${genericArgs.join(',')}>`;
}
