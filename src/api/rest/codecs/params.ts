import { memoize } from '../../../common/caching/memoize.ts';
import { AppError, type FieldError } from '../../../common/errors/app-error.ts';
import type { Contract, DtoType, TypeRef } from '../../contract/model.ts';
import { bindMember, membersByWireName } from './bind.ts';
import { rawOfText } from './jsv-text.ts';

/**
 * Binds a query string or a form to a type. Names match in any case, values are JSV, and repeated values are joined
 * with a comma. Unknown names, such as `format` and `callback`, are ignored, and so are empty values of all types but
 * strings and lists: an empty list is a value, because a filter by it finds nothing. Lists that .NET clients create in
 * constructors and the caller has not set are ignored: `[]`, and empty texts if the request names all of several lists.
 *
 * @throws BAD_USER_INPUT with all validation errors
 */
export function decodeParams(
  params: Iterable<readonly [string, string]>,
  type: DtoType,
  contract: Contract,
): Record<string, unknown> {
  const members = membersByWireName(contract, type);
  const joined = new Map<string, { sentAs: string; text: string }>();
  for (const [sentAs, text] of params) {
    const key = sentAs.toLowerCase();
    const before = joined.get(key);
    joined.set(key, before ? { ...before, text: `${before.text},${text}` } : { sentAs, text });
  }
  // rarely needed: only for an empty list
  const namesAllLists = memoize(() => {
    const lists = [...new Set(members.values())].filter(({ type: { kind } }) => kind === 'list');
    return lists.length > 1 && lists.every(({ clrName }) => joined.has(clrName.toLowerCase()));
  });
  const result: Record<string, unknown> = {};
  const issues: FieldError[] = [];
  for (const [key, { sentAs, text }] of joined) {
    const member = members.get(key);
    if (!member || isUnset(text, member.type, namesAllLists)) continue;
    const bound = bindMember(rawOfText(text, member.type), member, sentAs, contract);
    issues.push(...bound.issues);
    if (bound.value !== undefined) result[member.name] = bound.value;
  }
  if (issues.length === 0) return result;
  throw new AppError('BAD_USER_INPUT', `Unable to bind to request '${type.clrName}'`, {
    errors: issues,
    restName: 'SerializationException',
  });
}

function isUnset(text: string, { kind }: TypeRef, namesAllLists: () => boolean): boolean {
  if (kind === 'list') return text === '[]' || (text === '' && namesAllLists());
  return text === '' && kind !== 'string';
}
