// Nearly valid REST requests, each from a seed so that a failure can be repeated.
import { type Agent, request } from 'node:http';
import { toUSVString } from 'node:util';
import { damaged, numbersFrom, pick } from './hostile-bodies.ts';

export interface RandomRequest {
  readonly method: string;
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface TimedResponse {
  readonly status: number;
  readonly ms: number;
}

export type CodecName = 'json' | 'xml' | 'jsv' | 'csv' | 'form' | 'multipart';

interface Codec {
  /** A body of one request, and of a batch. */
  readonly one: string;
  readonly many: string;
  readonly type: string;
  readonly paths: readonly string[];
}

const ns = 'http://schemas.datacontract.org/2004/07/Voice.Api.Sessions';
const arrays = 'http://schemas.microsoft.com/2003/10/Serialization/Arrays';
const xmlOfOne = (xmlns: string): string =>
  `<NewSession xmlns:i="http://www.w3.org/2001/XMLSchema-instance"${xmlns}><CallState i:nil="true" /><Channel>Chat</Channel><DisplayName>A &amp; B</DisplayName><MemberEmailAddresses xmlns:d2p1="${arrays}"><d2p1:string>a@x.io</d2p1:string></MemberEmailAddresses><StartSession>false</StartSession></NewSession>`;
const part = (name: string, value: string): string =>
  `--x\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;

const ofOneSession = ['/sessions/0123456789abcdef01234567/log', '/sessions/outgoing', '/api/RedirectSession'];

export const codecs: Readonly<Record<CodecName, Codec>> = {
  json: {
    one: '{"channel":"Chat","displayName":"A \\u0042","memberEmailAddresses":["a@x.io"],"startSession":false}',
    many: '[{"channel":"Chat"},{"displayName":"b","startSession":true}]',
    type: 'application/json',
    paths: ['/sessions', '/api/NewSession', '/json/reply/NewSession', '/json/oneway/NewSession', ...ofOneSession],
  },
  xml: {
    one: `<?xml version="1.0" encoding="utf-8"?>${xmlOfOne(` xmlns="${ns}"`)}`,
    many: `<ArrayOfNewSession xmlns="${ns}">${xmlOfOne('')}${xmlOfOne('')}</ArrayOfNewSession>`,
    type: 'application/xml',
    paths: ['/sessions', '/xml/reply/NewSession', '/xml/oneway/NewSession'],
  },
  jsv: {
    one: '{channel:Chat,displayName:"A, ""B""",memberEmailAddresses:[a@x.io],startSession:False}',
    many: '[{channel:Chat},{displayName:b,startSession:True}]',
    type: 'application/jsv',
    paths: ['/sessions', '/jsv/reply/NewSession', '/jsv/oneway/NewSession'],
  },
  csv: {
    one: 'Channel,DisplayName,MemberEmailAddresses,StartSession\r\nChat,"A, ""B""","[a@x.io]",False\r\n',
    many: 'Channel,DisplayName\r\nChat,a\r\nFax,b\r\n',
    type: 'text/csv',
    paths: ['/sessions', '/csv/reply/NewSession', '/csv/oneway/NewSession'],
  },
  form: {
    one: 'channel=Chat&displayName=A+%26+B&memberEmailAddresses=a%40x.io,b%40x.io&startSession=on',
    many: 'channel=Chat&channel=Fax&X-Http-Method-Override=POST',
    type: 'application/x-www-form-urlencoded',
    paths: ['/sessions', '/api/NewSession', '/xml/reply/NewSession', ...ofOneSession],
  },
  multipart: {
    one: `${part('channel', 'Chat')}${part('displayName', 'A & B')}--x--\r\n`,
    many: `${part('channel"; filename="a.txt', 'Chat')}${part('', '')}--x--\r\n`,
    type: 'multipart/form-data; boundary=x',
    paths: ['/sessions', '/api/NewSession', '/csv/reply/NewSession'],
  },
};

const methods = ['GET', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'TRACE', 'PROPFIND'];
const queries = [
  'format=xml',
  'callback=cb',
  'channel=1',
  'memberEmailAddresses=[a,{b:c}]',
  'displayName&_=1',
  'X-Http-Method-Override=PUT',
];
const headers: readonly (readonly [name: string, value: string])[] = [
  ['accept', 'text/html;q=0.5, application/xml, */*;q=0.1'],
  ['accept', '*/*'],
  ['content-type', 'text/xml; charset=utf-8'],
  ['x-http-method-override', 'POST'],
  ['idempotency-key', 'a-key'],
  ['x-account-id', 'ac0000000000000000000001'],
  ['cookie', 'ss-id=abc; ss-opt=perm; ss-pid='],
  ['x-request-id', 'abc'],
];

/** @returns a request for one of the paths of a codec */
export function randomRequest(codec: CodecName, seed: number): RandomRequest {
  const next = numbersFrom(seed);
  const oneIn = (chances: number): boolean => next(chances) === 0;
  const { one, many, type, paths } = codecs[codec];
  const isBatch = oneIn(4);
  let target =
    pick(paths, next) + (isBatch ? '[]' : '') + (oneIn(4) ? pick(['.xml', '.json', '.html', '.csv'], next) : '');
  if (oneIn(3)) target += `?${pick(queries, next)}&${pick(queries, next)}`;
  if (oneIn(4)) target = `/${damaged(target, next)}`;
  const sent: Record<string, string> = { 'content-type': type };
  for (let count = next(3); count > 0; count -= 1) {
    const [name, value] = pick(headers, next);
    sent[name] = (oneIn(2) ? damaged(value, next) : value).replaceAll(/[^\t\x20-\x7e\x80-\xff]/g, '');
  }
  const body = oneIn(20) ? '' : damaged(isBatch ? many : one, next);
  return {
    method: oneIn(8) ? pick(methods, next) : 'POST',
    target: target.replaceAll(/[^\x21-\x7e]/g, (sign) => encodeURIComponent(toUSVString(sign))),
    headers: sent,
    body,
  };
}

/**
 * Sends a request unchanged.
 * @returns the status and the time until the end of the response, or until the first chunk of an event stream
 * @throws Error when there is no response within 10 s
 */
export function timeRequest(
  url: string,
  { method, target, headers: sent, body }: RandomRequest,
  agent?: Agent,
): Promise<TimedResponse> {
  return new Promise((resolve, reject) => {
    const began = performance.now();
    // Node omits it where a body is unusual, and the server would read the body as another request
    const withLength = { ...sent, 'content-length': Buffer.byteLength(body) };
    const options = { method, path: target, headers: withLength, timeout: 10_000, ...(agent && { agent }) };
    const sending = request(url, options, (response) => {
      const answered = (): void => resolve({ status: response.statusCode ?? 0, ms: performance.now() - began });
      if (response.headers['content-type']?.startsWith('text/event-stream')) {
        // a stream may have no end
        response.once('data', () => {
          answered();
          response.destroy();
        });
        return;
      }
      response.resume().once('end', answered);
      response.once('error', reject);
    });
    sending.once('timeout', () => sending.destroy(new Error('no response within 10 s')));
    sending.once('error', (cause) => reject(new Error(`${method} ${target} failed: ${cause.message}`, { cause })));
    sending.end(body);
  });
}
