import type { FieldError } from '../../common/errors/app-error.ts';
import { isLongerThan } from '../../common/validation/text.ts';
import {
  dateFields,
  listFields,
  type SessionCriteria,
  type SessionSelection,
  type TextMatch,
  textFields,
} from './criteria.ts';

/** Maximum nesting depth of `and`, `or` and `not`. */
const maxDepth = 4;
/** Maximum number of criteria objects in one filter, because the database tries combinations of them. */
const maxParts = 20;
const maxListed = 1_000;
const maxTextLength = 256;

/**
 * Finds criteria that contradict themselves or are too expensive for the database.
 * @returns validation errors, each with the path of its field
 */
export function checkSessionCriteria(criteria: SessionCriteria, path: string): FieldError[] {
  const issues: FieldError[] = [];
  const addIssue = (fieldName: string, errorCode: string, rule: string): void => {
    issues.push({ fieldName, errorCode, message: `${fieldName} ${rule}` });
  };
  let parts = 0;

  const visit = (part: SessionCriteria, at: string, depth: number): void => {
    parts += 1;
    if (depth > maxDepth) addIssue(at, 'InclusiveBetween', `must not be nested deeper than ${maxDepth} levels.`);
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
  if (parts > maxParts) addIssue(path, 'Length', `must have at most ${maxParts} filters combined by and, or and not.`);
  return issues;
}

/** Appends a field name to a path. The path is empty when the criteria fields are the arguments of the request. */
function childPath(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}

type AddIssue = (fieldName: string, errorCode: string, rule: string) => void;

function checkFields(part: SessionCriteria, at: string, addIssue: AddIssue): void {
  for (const name of listFields) {
    if ((part[name]?.length ?? 0) > maxListed)
      addIssue(childPath(at, name), 'Length', `must have at most ${maxListed} values.`);
  }
  for (const name of textFields) checkText(part[name], childPath(at, name), addIssue);
  for (const name of dateFields) {
    const { from, to } = part[name] ?? {};
    if (from && to && from > to) addIssue(childPath(at, name), 'Predicate', 'must not end before it starts.');
  }
  // archived selects the collection for the whole list, so only the top level may have it
  if (typeof (part as SessionSelection).archived === 'boolean') {
    addIssue(childPath(at, 'archived'), 'Predicate', 'is allowed only at the top level, not within and, or and not.');
  }
  if (part.customerSubtree && !part.customerIds) {
    addIssue(childPath(at, 'customerSubtree'), 'Predicate', 'requires customerIds.');
  }
}

function checkText(match: TextMatch | null | undefined, at: string, addIssue: AddIssue): void {
  for (const name of ['contains', 'equals'] as const) {
    const text = match?.[name] ?? null;
    if (text === '') addIssue(childPath(at, name), 'NotEmpty', 'must not be empty.');
    if (isLongerThan(text ?? '', maxTextLength)) {
      addIssue(childPath(at, name), 'MaximumLength', `must be at most ${maxTextLength} characters long.`);
    }
  }
}
