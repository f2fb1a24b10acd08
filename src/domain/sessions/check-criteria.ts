import type { FieldError } from '../../common/errors/app-error.ts';
import {
  dateFields,
  listFields,
  type SessionCriteria,
  type SessionSelection,
  type TextMatch,
  textFields,
} from './criteria.ts';

/** How deep `and`, `or` and `not` may lie in each other. */
const maxDepth = 4;
/** How many criteria one filter may have in all: the store tries combinations of them. */
const maxParts = 20;
const maxListed = 1_000;
const maxTextLength = 256;

/** Whatever is too much for the store, or cannot be meant. @returns the faults, each with the path of its field */
export function checkSessionCriteria(criteria: SessionCriteria, path: string): FieldError[] {
  const issues: FieldError[] = [];
  const addIssue = (fieldName: string, errorCode: string, rule: string): void => {
    issues.push({ fieldName, errorCode, message: `${fieldName} ${rule}` });
  };
  let parts = 0;

  const visit = (part: SessionCriteria, at: string, depth: number): void => {
    parts += 1;
    if (depth > maxDepth) addIssue(at, 'InclusiveBetween', `lies deeper than ${maxDepth} levels.`);
    if (depth > maxDepth || parts > maxParts) return;
    checkFields(part, at, addIssue);
    for (const name of ['and', 'or'] as const) {
      if (part[name]?.length === 0) addIssue(childPath(at, name), 'NotEmpty', 'must not be empty.');
      for (const [index, inner] of (part[name] ?? []).entries())
        visit(inner, `${childPath(at, name)}[${index}]`, depth + 1);
    }
    if (part.not) visit(part.not, childPath(at, 'not'), depth + 1);
  };

  visit(criteria, path, 1);
  if (parts > maxParts) addIssue(path, 'Length', `must have at most ${maxParts} parts joined by and, or and not.`);
  return issues;
}

/** The path of a field; the fields of the whole may be the caller's own arguments. */
function childPath(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}

type AddIssue = (fieldName: string, errorCode: string, rule: string) => void;

function checkFields(part: SessionCriteria, at: string, addIssue: AddIssue): void {
  for (const name of listFields) {
    if ((part[name]?.length ?? 0) > maxListed)
      addIssue(childPath(at, name), 'Length', `must list at most ${maxListed}.`);
  }
  for (const name of textFields) checkText(part[name], childPath(at, name), addIssue);
  for (const name of dateFields) {
    const { from, to } = part[name] ?? {};
    if (from && to && from > to) addIssue(childPath(at, name), 'Predicate', 'must not end before it begins.');
  }
  // chosen before the criteria are looked at, once for the whole list
  if (typeof (part as SessionSelection).archived === 'boolean') {
    addIssue(childPath(at, 'archived'), 'Predicate', 'must not stand within and, or or not.');
  }
  if (part.customerSubtree && !part.customerIds) {
    addIssue(childPath(at, 'customerSubtree'), 'Predicate', 'needs customerIds to say whose.');
  }
}

function checkText(match: TextMatch | null | undefined, at: string, addIssue: AddIssue): void {
  for (const name of ['contains', 'equals'] as const) {
    const text = match?.[name] ?? null;
    if (text === '') addIssue(childPath(at, name), 'NotEmpty', 'must not be empty.');
    if ((text?.length ?? 0) > maxTextLength) {
      addIssue(childPath(at, name), 'MaximumLength', `must be at most ${maxTextLength} characters long.`);
    }
  }
}
