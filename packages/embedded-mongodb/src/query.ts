import { type FoundValues, rootField, valuesAt } from './paths.ts';
import { isRegex, matchesRegex, type Predicate, predicates } from './predicates.ts';
import { StoreError, unsupported } from './store-error.ts';
import { type Doc, isDoc, isOperators, toDouble } from './values.ts';

/** Whether a document matches. */
export type Matcher = (doc: Doc) => boolean;

/** Whether what stands at a path matches. */
type Test = (found: FoundValues) => boolean;

/** What asks for an array as a whole. */
const leafPredicates: Readonly<Record<string, (operand: unknown) => Predicate>> = {
  $size: (operand) => {
    const size = toDouble(operand);
    if (!Number.isInteger(size) || size < 0) throw new StoreError(2, '$size needs a whole number');
    return (leaves) => leaves.some((leaf) => Array.isArray(leaf) && leaf.length === size);
  },
  $elemMatch: (operand) => {
    if (!isDoc(operand)) throw new StoreError(2, '$elemMatch needs an Object');
    const holds =
      isOperators(operand) && !isLogical(operand) ? elementMatcher(operand) : elementDocumentMatcher(operand);
    return (leaves) => leaves.some((leaf) => Array.isArray(leaf) && leaf.some(holds));
  },
};

/** The operators of one field, asked of an element as it is: an array in an array is not taken apart. */
export function elementMatcher(operators: unknown): (element: unknown) => boolean {
  const test = compileField(operators);
  return (element) => test({ leaves: [element], candidates: [element] });
}

function elementDocumentMatcher(filter: Doc): (element: unknown) => boolean {
  const matches = compileFilter(filter);
  // an array in an array counts as a document whose fields are the positions
  return (element) => (isDoc(element) ? matches(element) : Array.isArray(element) && matches({ ...element }));
}

const knownElsewhere = new Set([
  ...['$expr', '$where', '$text', '$jsonSchema', '$sampleRate', '$bitsAllSet', '$bitsAnySet', '$bitsAllClear'],
  ...['$bitsAnyClear', '$geoWithin', '$geoIntersects', '$near', '$nearSphere', '$alwaysTrue', '$alwaysFalse'],
]);

function unknownOperator(name: string, where: string): StoreError {
  return knownElsewhere.has(name) ? unsupported(name) : new StoreError(2, `unknown ${where}operator: ${name}`);
}

function isLogical(filter: Doc): boolean {
  return Object.keys(filter).some((name) => name in logicalMatchers);
}

/** The conditions on one field; a plain value means equality, a regular expression itself. */
function compileField(value: unknown): Test {
  if (isRegex(value)) return onCandidates(matchesRegex(value));
  if (!isOperators(value)) return compileOperator('$eq', value, undefined);
  const { $options, ...operators } = value;
  if ($options !== undefined && !('$regex' in operators)) throw new StoreError(2, '$options needs a $regex');
  const tests = Object.entries(operators).map(([name, operand]) => compileOperator(name, operand, $options));
  const [only] = tests;
  return only && tests.length === 1 ? only : (found) => tests.every((holds) => holds(found));
}

function compileOperator(name: string, operand: unknown, options: unknown): Test {
  if (name === '$not') {
    if (!isRegex(operand) && !isOperators(operand)) throw new StoreError(2, '$not needs a regex or a document');
    const test = compileField(operand);
    return (found) => !test(found);
  }
  if (name === '$regex') {
    if (!isRegex(operand) && typeof operand !== 'string') throw new StoreError(2, '$regex has to be a string');
    if (options !== undefined && typeof options !== 'string') throw new StoreError(2, '$options has to be a string');
    return onCandidates(matchesRegex(operand, options));
  }
  const onLeaves = Object.hasOwn(leafPredicates, name) ? leafPredicates[name]?.(operand) : undefined;
  if (onLeaves) return ({ leaves }) => onLeaves(leaves);
  const holds = Object.hasOwn(predicates, name) ? predicates[name]?.(operand) : undefined;
  if (!holds) throw unknownOperator(name, '');
  return onCandidates(holds);
}

function onCandidates(holds: Predicate): Test {
  return ({ candidates }) => holds(candidates);
}

const logicalMatchers: Readonly<Record<string, (matchers: readonly Matcher[]) => Matcher>> = {
  $and: (matchers) => (doc) => matchers.every((matches) => matches(doc)),
  $or: (matchers) => (doc) => matchers.some((matches) => matches(doc)),
  $nor: (matchers) => (doc) => !matchers.some((matches) => matches(doc)),
};

/** Matches every document; a caller that meets it need not read any. */
export const everything: Matcher = () => true;

/** Compiles a filter. Throws BadValue for an unknown operator, CommandNotSupported for one that MongoDB has. */
export function compileFilter(filter: Doc): Matcher {
  const matchers = Object.entries(filter)
    .filter(([name]) => name !== '$comment')
    .map(([name, value]) => compileCondition(name, value));
  const [only] = matchers;
  if (!only) return everything;
  return matchers.length === 1 ? only : (doc) => matchers.every((matches) => matches(doc));
}

function compileCondition(name: string, value: unknown): Matcher {
  if (!name.startsWith('$')) {
    const parts = name.split('.');
    const test = compileField(value);
    return (doc) => test(valuesAt(doc, parts));
  }
  const join = Object.hasOwn(logicalMatchers, name) ? logicalMatchers[name] : undefined;
  if (!join) throw unknownOperator(name, 'top level ');
  if (!Array.isArray(value) || value.length === 0 || !value.every(isDoc))
    throw new StoreError(2, `${name} must be a nonempty array of objects`);
  return join(value.map(compileFilter));
}

/** The fields of a document, not those inside them, that a filter looks at. */
export function fieldsOf(filter: Doc): string[] {
  return Object.entries(filter).flatMap(([name, value]) => {
    if (name === '$comment') return [];
    return name.startsWith('$')
      ? Array.isArray(value)
        ? value.filter(isDoc).flatMap(fieldsOf)
        : []
      : [rootField(name)];
  });
}
