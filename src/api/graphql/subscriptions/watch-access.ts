import { AppError } from '../../../common/errors/app-error.ts';
import { inScope, type Principal } from '../../../domain/directory/principal.ts';
import type { ContextSource } from '../../http/request-context.ts';

/**
 * Interval of the checks, in milliseconds. Authentication results are cached for four seconds, so a connection ends
 * within five seconds.
 */
const intervalMs = 900;

/**
 * Authenticates the caller of a long-lived connection again and again, also while it is idle.
 *
 * @param onLost called once, when the credentials are no longer valid, or when the user has lost a role or an account
 * @returns a function that stops the checks
 */
export function watchAccess(
  contexts: ContextSource,
  initial: Principal,
  onLost: (error: AppError) => void,
): () => void {
  let known = initial;
  let isChecking = false;
  const keep = (current: Principal): void => {
    known = current;
  };
  const check = async (): Promise<void> => {
    if (isChecking) return;
    isChecking = true;
    const error = await lossOf(contexts, known, keep);
    isChecking = false;
    if (!error) return;
    clearInterval(timer);
    onLost(error);
  };
  const timer = setInterval(() => void check(), intervalMs);
  timer.unref();
  return () => clearInterval(timer);
}

async function lossOf(
  contexts: ContextSource,
  before: Principal,
  keep: (current: Principal) => void,
): Promise<AppError | null> {
  try {
    const { principal } = await contexts.refresh();
    if (before.user && !principal.user) return new AppError('UNAUTHENTICATED', 'The sign-in has ended.');
    if (!hasAllRightsOf(before, principal)) return new AppError('FORBIDDEN', 'The user has lost a role or an account.');
    keep(principal);
    return null;
  } catch (error) {
    // an unavailable database says nothing about the caller
    const isRefused = error instanceof AppError && error.status < 500 && error.code !== 'RATE_LIMITED';
    return isRefused ? error : null;
  }
}

function hasAllRightsOf({ user: before }: Principal, { user, accounts }: Principal): boolean {
  if (!before) return true;
  return (
    user?.id === before.id &&
    before.roles.every((role) => user.roles.includes(role)) &&
    before.accountIds.every((id) => inScope(accounts, id))
  );
}
