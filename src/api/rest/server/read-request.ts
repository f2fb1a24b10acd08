import { isUtf8 } from 'node:buffer';
import { AppError } from '../../../common/errors/app-error.ts';
import { type Contract, type DtoType, dtoNamed } from '../../contract/model.ts';
import { withDefaults } from '../../contract/with-defaults.ts';
import { requireUtf8 } from '../../http/request-charset.ts';
import type { Codec } from '../codecs/codec.ts';
import { codecOfMediaType, codecs } from '../codecs/codecs.ts';
import { malformed } from '../codecs/malformed.ts';
import { decodeParams } from '../codecs/params.ts';
import { isForm, type Pairs, readForm, rejectOtherFormat } from './form.ts';
import { bareMediaType } from './negotiate.ts';
import type { MatchedOperation } from './operation-router.ts';
import type { RequestTarget } from './request-target.ts';

export interface RawRequest {
  readonly match: MatchedOperation;
  readonly contentType: string | undefined;
  /** Every member of the request has its default if the body is absent or empty. */
  readonly body: Buffer | null;
  /** The fields of the body if it is a form that has been read to find its operation. */
  readonly form?: Pairs | null;
}

type Input = Record<string, unknown>;

const nothing: Input = {};
const noPairs: Pairs = [];

/**
 * Decodes the request of an operation, or the requests of a batch, with all members present. On a route of the
 * operation, the query string and a form override the body; on a pre-defined route they only replace defaults of the
 * body. Values in the path override all others, because logs and proxies identify the request by its path; only a
 * placeholder that is not named like its member yields to them.
 *
 * @throws MALFORMED_REQUEST when the body cannot be parsed
 * @throws UNSUPPORTED_MEDIA_TYPE when no codec reads the content type or charset, or a form is of another format
 * @throws BAD_USER_INPUT when a value does not fit its type
 */
export function readRequest(request: RawRequest, contract: Contract): Input[] | Promise<Input[]> {
  const inputs = readInputs(request, contract);
  if (request.match.pathDefaults.length === 0) return inputs;
  return Promise.resolve(inputs).then((read) => read.map((input) => withPathDefaults(input, request.match, contract)));
}

function withPathDefaults(input: Input, { operation, pathDefaults }: MatchedOperation, contract: Contract): Input {
  const type = dtoNamed(contract, operation.request);
  return fillDefaults(input, decodeParams(pathDefaults, type, contract), type, contract);
}

function readInputs(request: RawRequest, contract: Contract): Input[] | Promise<Input[]> {
  const { body, contentType = '', form } = request;
  if (!body || body.length === 0) return [readFields(request, noPairs, contract)];
  if (!isForm(contentType)) return readBody(request, body, contract);
  rejectOtherFormat(body, contentType);
  if (form) return [readFields(request, form, contract)];
  return readForm(body, contentType).then((fields) => [readFields(request, fields, contract)]);
}

/** Decodes a request that has a form or no body. */
function readFields(request: RawRequest, form: Pairs, contract: Contract): Input {
  const { match, contentType } = request;
  const type = dtoNamed(contract, match.operation.request);
  const params = readParams(match, form, type, contract);
  if (match.target.batch) throw malformed(bareMediaType(contentType), type, 'the body of a batch must be a list');
  return withDefaults(params, type, contract);
}

function readBody({ match, contentType }: RawRequest, body: Buffer, contract: Contract): Input[] {
  const { predefined, batch } = match.target;
  const type = dtoNamed(contract, match.operation.request);
  const params = readParams(match, noPairs, type, contract);
  const codec = codecOf(predefined, contentType);
  const text = readText(body, contentType);
  const sent = batch ? codec.decodeList(text, type, contract) : [codec.decode(text, type, contract)];
  if (params === nothing) return sent.map((input) => withDefaults(input, type, contract));
  const combine = predefined ? fillDefaults : override;
  return sent.map((input) => withDefaults(combine(input, params, type, contract), type, contract));
}

function readParams(
  { target: { assigned }, pathValues }: MatchedOperation,
  form: Pairs,
  type: DtoType,
  contract: Contract,
): Input {
  const query = assigned.size === 0 ? noPairs : withoutBrackets([...assigned]);
  const pairs = mergeByName(query, withoutBrackets(form), pathValues);
  return pairs.length === 0 ? nothing : decodeParams(pairs, type, contract);
}

function codecOf(predefined: RequestTarget['predefined'], contentType: string | undefined): Codec {
  if (predefined) return codecs[predefined.format === 'jsonl' ? 'json' : predefined.format];
  const codec = codecOfMediaType(bareMediaType(contentType));
  if (codec) return codec;
  const known = Object.values(codecs).map(({ mediaTypes }) => mediaTypes[0]);
  const message = `The content type ${JSON.stringify(contentType ?? '')} is not supported; use one of ${known.join(', ')}.`;
  throw new AppError('UNSUPPORTED_MEDIA_TYPE', message);
}

function readText(body: Buffer, contentType: string | undefined): string {
  requireUtf8(contentType);
  if (!isUtf8(body)) {
    throw new AppError('MALFORMED_REQUEST', `Could not deserialize '${bareMediaType(contentType)}' request: not UTF-8`);
  }
  const text = body.toString('utf8');
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}

/** Removes the brackets that PHP, axios and others write after the name of a list: `name[]` and `name[0]` are `name`. */
function withoutBrackets(pairs: Pairs): Pairs {
  return pairs.map(([name, value]) => [name.replace(/\[\d*\]$/, ''), value]);
}

/** Merges name-value pairs: later sources override earlier ones by name, ignoring case. */
function mergeByName(...sources: readonly Pairs[]): Pairs {
  return sources.reduce((weaker, stronger) => {
    if (weaker.length === 0 || stronger.length === 0) return weaker.length === 0 ? stronger : weaker;
    const names = new Set(stronger.map(([name]) => name.toLowerCase()));
    return [...weaker.filter(([name]) => !names.has(name.toLowerCase())), ...stronger];
  });
}

function override(input: Input, params: Input): Input {
  return { ...input, ...params };
}

function fillDefaults(input: Input, params: Input, type: DtoType, contract: Contract): Input {
  const defaults = withDefaults({}, type, contract);
  const isUnset = (name: string): boolean =>
    input[name] === undefined || JSON.stringify(input[name]) === JSON.stringify(defaults[name]);
  return { ...input, ...Object.fromEntries(Object.entries(params).filter(([name]) => isUnset(name))) };
}
