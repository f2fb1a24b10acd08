import type { FieldError } from '../../common/errors/app-error.ts';
import { checkRequiredText, checkText } from '../../common/validation/text.ts';
import type { SessionEventKinds } from '../sessions/pending-event.ts';
import type { WebhookRecord } from './record.ts';
import { BlockedTargetError, type SsrfGuard } from './ssrf-guard.ts';

/** Changes to a webhook. An absent field stays as it is; null and empty both clear a text. */
export interface WebhookChanges {
  readonly url?: string | null | undefined;
  readonly description?: string | null | undefined;
  readonly kinds?: readonly SessionEventKinds[] | null | undefined;
  readonly enabled?: boolean | null | undefined;
}

export type CheckedWebhook = Partial<Pick<WebhookRecord, 'url' | 'description' | 'kinds' | 'enabled'>>;

const maxUrlLength = 2_048;
const maxDescriptionLength = 256;

/** Trims and validates the input, and resolves the host of the URL to check that the target is allowed. */
export async function checkWebhook(
  input: WebhookChanges,
  guard: SsrfGuard,
): Promise<{ values: CheckedWebhook; issues: FieldError[] }> {
  const issues: FieldError[] = [];
  const values: { -readonly [K in keyof CheckedWebhook]: CheckedWebhook[K] } = {};
  if (input.url !== undefined) {
    const url = checkRequiredText('url', input.url, maxUrlLength, issues);
    if (url !== '') values.url = await checkUrl(url, guard, issues);
  }
  if (input.description !== undefined) {
    values.description = checkText('description', input.description, maxDescriptionLength, issues);
  }
  if (input.kinds !== undefined) values.kinds = [...new Set(input.kinds ?? [])];
  if (typeof input.enabled === 'boolean') values.enabled = input.enabled;
  return { values, issues };
}

/** @returns the normalized URL that requests are sent to, with unusual spellings of an IP address resolved */
async function checkUrl(text: string, guard: SsrfGuard, issues: FieldError[]): Promise<string> {
  const issue = (errorCode: string, message: string): string => {
    issues.push({ fieldName: 'url', errorCode, message });
    return text;
  };
  const url = URL.canParse(text) ? new URL(text) : null;
  const protocols = guard.allowsPrivate ? ['https:', 'http:'] : ['https:'];
  if (!url || !protocols.includes(url.protocol)) return issue('Url', 'url must be an https:// address.');
  if (url.username || url.password) return issue('Url', 'url must not contain a user name or password.');
  url.hash = '';
  try {
    await guard.resolvePublic(url.hostname);
  } catch (error) {
    if (error instanceof BlockedTargetError) return issue('Predicate', 'url must resolve to a public address.');
    return issue('Predicate', 'url must have a host that can be resolved.');
  }
  return url.href;
}
