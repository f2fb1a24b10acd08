import { AppError } from '../../common/errors/app-error.ts';
import { type SessionCriteria, textFields } from './criteria.ts';
import type { SessionListRepository, SessionQuery } from './list-repository.ts';

/**
 * Charges the reading of sessions by a text search, before they are read.
 *
 * @throws RATE_LIMITED when the caller has too few points
 */
export type ChargeSearch = (sessions: number) => void;

/** Upper bound on the sessions that one text search reads. */
const maxSearched = 200_000;

/** Counting ends at each of these sizes until it is paid for, because it takes time too. */
const countedUpTo = [1_000, 20_000, maxSearched + 1] as const;

/** Texts with an index for `equals`. */
const indexedTexts: ReadonlySet<string> = new Set(['fromAddress', 'toAddress']);

/** Whether criteria have a condition on texts that no index serves, so that the database reads every session for it. */
export function isTextSearch(criteria: SessionCriteria): boolean {
  const { attribute, and, or, not } = criteria;
  const isSearched = textFields.some((name) => {
    const { contains, equals } = criteria[name] ?? {};
    return Boolean(contains) || (Boolean(equals) && !indexedTexts.has(name));
  });
  return isSearched || Boolean(attribute) || [...(and ?? []), ...(or ?? []), ...(not ? [not] : [])].some(isTextSearch);
}

/**
 * Counts the sessions that a text search reads, and charges them.
 *
 * @param queries the search, in one collection or in both
 * @returns the number of sessions
 * @throws BAD_USER_INPUT when the search reads too many sessions
 */
export async function chargeTextSearch(
  repository: Pick<SessionListRepository, 'count'>,
  queries: readonly SessionQuery[],
  charge: ChargeSearch,
): Promise<number> {
  const counts = queries.map((query) => chargeOne(repository, { ...query, criteria: indexed(query.criteria) }, charge));
  return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
}

async function chargeOne(
  repository: Pick<SessionListRepository, 'count'>,
  query: SessionQuery,
  charge: ChargeSearch,
): Promise<number> {
  let charged = 0;
  for (const limit of countedUpTo) {
    const count = await repository.count(query, limit);
    if (count > maxSearched) break;
    charge(count - charged);
    charged = count;
    if (count < limit) return count;
  }
  const message = `The search would read more than ${maxSearched} sessions. Narrow it, for example by the date of creation.`;
  throw new AppError('BAD_USER_INPUT', message);
}

/** Conditions that no index serves, or only in part. They narrow a search, but not the sessions that it reads. */
const unindexed = {
  ...Object.fromEntries(textFields.map((name) => [name, null])),
  attribute: null,
  direction: null,
  dialState: null,
  queueState: null,
  dateCompleted: null,
  or: null,
  not: null,
} satisfies SessionCriteria;

/** Returns the conditions that an index serves: a text search reads the sessions that match them. */
function indexed(criteria: SessionCriteria): SessionCriteria {
  const ended = criteria.ended === false ? false : null;
  const wasMissed = criteria.wasMissed === true ? true : null;
  return { ...criteria, ...unindexed, ended, wasMissed, and: criteria.and?.map(indexed) ?? null };
}
