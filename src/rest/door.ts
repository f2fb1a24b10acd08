import { type Contract, findOperation, type OperationType } from '../contract/model.ts';
import { AppError } from '../kernel/app-error.ts';
import type { Format } from './codecs/codec.ts';

/** What an answer can be written in: the formats that are read too, and a page to look at. */
export type AnswerFormat = Format | 'html';

export const answerFormats = ['json', 'html', 'xml', 'jsv', 'csv'] as const satisfies readonly AnswerFormat[];

/** Which operation a URL means, and what the URL alone says about formats. */
export interface Door {
  readonly operation: OperationType;
  /** `null` on a route of the operation's own: there headers decide. */
  readonly predefined: { readonly format: Format } | null;
  /** The format named by a suffix of the path. */
  readonly suffix: AnswerFormat | null;
  /** The body is a list of requests. */
  readonly batch: boolean;
  /** Values of `{name}` in the path. */
  readonly pathValues: readonly (readonly [name: string, value: string])[];
}

/**
 * Finds the operation behind a method and a path, without regard to case and trailing slashes.
 * @param path still percent-encoded, without the query
 * @returns `null` where there is nothing
 * @throws METHOD_NOT_ALLOWED on a pre-defined route for an operation or a method that does not exist
 */
export function findDoor(contract: Contract, method: string, path: string): Door | null {
  const segments = path.split('/').filter((segment) => segment !== '');
  return findPredefined(contract, method, segments) ?? findRoute(contract, method, segments);
}

function findPredefined(contract: Contract, method: string, segments: readonly string[]): Door | null {
  const [first = '', second = '', third = ''] = segments.map((segment) => segment.toLowerCase());
  const named = answerFormats.find((format) => format === first);
  const isApi = first === 'api' && segments.length === 2;
  const isReply = named && named !== 'html' && segments.length === 3 && (second === 'reply' || second === 'oneway');
  if (!isApi && !isReply) return null;
  const { name, suffix, batch } = splitName(decode(isApi ? second : third));
  const operation = findOperation(contract, name);
  if (!operation) throw new AppError('METHOD_NOT_ALLOWED', 'The operation does not exist for this service');
  if (!operation.routes.some((route) => route.verb === method)) {
    const verb = method.charAt(0) + method.slice(1).toLowerCase();
    const { request } = operation;
    const message = `Could not find method named ${verb}(${request}) or Any(${request}) on Service ${request}Service`;
    throw new AppError('METHOD_NOT_ALLOWED', message);
  }
  return { operation, predefined: { format: isReply ? named : 'json' }, suffix, batch, pathValues: [] };
}

function findRoute(contract: Contract, method: string, segments: readonly string[]): Door | null {
  const { name: last, suffix } = splitName(decode(segments.at(-1) ?? ''));
  const wanted = [...segments.slice(0, -1).map(decode), last];
  const matches = Object.values(contract.operations).flatMap((operation) =>
    operation.routes
      .filter((route) => route.verb === method)
      .flatMap((route) => {
        const pathValues = matchPath(route.path, wanted);
        return pathValues ? [{ operation, predefined: null, suffix, batch: false, pathValues }] : [];
      }),
  );
  // literal segments win over placeholders
  return matches.sort((a, b) => a.pathValues.length - b.pathValues.length)[0] ?? null;
}

function matchPath(routePath: string, segments: readonly string[]): [string, string][] | null {
  const expected = routePath.split('/').filter((segment) => segment !== '');
  if (expected.length !== segments.length) return null;
  const values: [string, string][] = [];
  for (const [index, part] of expected.entries()) {
    const segment = segments[index] ?? '';
    const [, placeholder] = /^\{(\w+)\}$/.exec(part) ?? [];
    if (placeholder !== undefined) values.push([placeholder, segment]);
    else if (part.toLowerCase() !== segment.toLowerCase()) return null;
  }
  return values;
}

/** `NewSession.xml` and `NewSession[]`: the name, the format and whether many are meant. */
function splitName(text: string): { name: string; suffix: AnswerFormat | null; batch: boolean } {
  const dot = text.lastIndexOf('.');
  const suffix = answerFormats.find((format) => format === text.slice(dot + 1).toLowerCase()) ?? null;
  const name = suffix && dot > 0 ? text.slice(0, dot) : text;
  const batch = name.endsWith('[]');
  return { name: batch ? name.slice(0, -2) : name, suffix: dot > 0 ? suffix : null, batch };
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
