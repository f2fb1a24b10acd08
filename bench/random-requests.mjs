// Requests at every REST door that are nearly right, each made of a seed so that a failure can be had again.
import { request } from 'node:http';
import { damaged, numbersFrom } from './hostile-bodies.mjs';

const ns = 'http://schemas.datacontract.org/2004/07/Voice.Api.Sessions';
const arrays = 'http://schemas.microsoft.com/2003/10/Serialization/Arrays';
const xmlOfOne = (xmlns) =>
  `<NewSession xmlns:i="http://www.w3.org/2001/XMLSchema-instance"${xmlns}><CallState i:nil="true" /><Channel>Chat</Channel><DisplayName>A &amp; B</DisplayName><MemberEmailAddresses xmlns:d2p1="${arrays}"><d2p1:string>a@x.io</d2p1:string></MemberEmailAddresses><StartSession>false</StartSession></NewSession>`;
const part = (name, value) => `--x\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;

const ofOneSession = ['/sessions/0123456789abcdef01234567/log', '/sessions/outgoing', '/api/RedirectSession'];

/** For each codec: a body of one request, one of a batch, and how its doors are called. */
export const codecs = {
  json: {
    one: '{"channel":"Chat","displayName":"A \\u0042","memberEmailAddresses":["a@x.io"],"startSession":false}',
    many: '[{"channel":"Chat"},{"displayName":"b","startSession":true}]',
    type: 'application/json',
    doors: ['/sessions', '/api/NewSession', '/json/reply/NewSession', '/json/oneway/NewSession', ...ofOneSession],
  },
  xml: {
    one: `<?xml version="1.0" encoding="utf-8"?>${xmlOfOne(` xmlns="${ns}"`)}`,
    many: `<ArrayOfNewSession xmlns="${ns}">${xmlOfOne('')}${xmlOfOne('')}</ArrayOfNewSession>`,
    type: 'application/xml',
    doors: ['/sessions', '/xml/reply/NewSession', '/xml/oneway/NewSession'],
  },
  jsv: {
    one: '{channel:Chat,displayName:"A, ""B""",memberEmailAddresses:[a@x.io],startSession:False}',
    many: '[{channel:Chat},{displayName:b,startSession:True}]',
    type: 'application/jsv',
    doors: ['/sessions', '/jsv/reply/NewSession', '/jsv/oneway/NewSession'],
  },
  csv: {
    one: 'Channel,DisplayName,MemberEmailAddresses,StartSession\r\nChat,"A, ""B""","[a@x.io]",False\r\n',
    many: 'Channel,DisplayName\r\nChat,a\r\nFax,b\r\n',
    type: 'text/csv',
    doors: ['/sessions', '/csv/reply/NewSession', '/csv/oneway/NewSession'],
  },
  form: {
    one: 'channel=Chat&displayName=A+%26+B&memberEmailAddresses=a%40x.io,b%40x.io&startSession=on',
    many: 'channel=Chat&channel=Fax&X-Http-Method-Override=POST',
    type: 'application/x-www-form-urlencoded',
    doors: ['/sessions', '/api/NewSession', '/xml/reply/NewSession', ...ofOneSession],
  },
  multipart: {
    one: `${part('channel', 'Chat')}${part('displayName', 'A & B')}--x--\r\n`,
    many: `${part('channel"; filename="a.txt', 'Chat')}${part('', '')}--x--\r\n`,
    type: 'multipart/form-data; boundary=x',
    doors: ['/sessions', '/api/NewSession', '/csv/reply/NewSession'],
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
const headers = [
  ['accept', 'text/html;q=0.5, application/xml, */*;q=0.1'],
  ['accept', '*/*'],
  ['content-type', 'text/xml; charset=utf-8'],
  ['x-http-method-override', 'POST'],
  ['idempotency-key', 'a-key'],
  ['x-account-id', 'ac0000000000000000000001'],
  ['cookie', 'ss-id=abc; ss-opt=perm; ss-pid='],
  ['x-request-id', 'abc'],
];

/** @returns one request for the doors of a codec */
export function randomRequest(codec, seed) {
  const next = numbersFrom(seed);
  const oneIn = (chances) => next(chances) === 0;
  const { one, many, type, doors } = codecs[codec];
  const isBatch = oneIn(4);
  let target =
    doors[next(doors.length)] + (isBatch ? '[]' : '') + (oneIn(4) ? ['.xml', '.json', '.html', '.csv'][next(4)] : '');
  if (oneIn(3)) target += `?${queries[next(queries.length)]}&${queries[next(queries.length)]}`;
  if (oneIn(4)) target = `/${damaged(target, next)}`;
  const sent = { 'content-type': type };
  for (let count = next(3); count > 0; count -= 1) {
    const [name, value] = headers[next(headers.length)];
    sent[name] = (oneIn(2) ? damaged(value, next) : value).replaceAll(/[^\t\x20-\x7e\x80-\xff]/g, '');
  }
  const body = oneIn(20) ? '' : damaged(isBatch ? many : one, next);
  return {
    method: oneIn(8) ? methods[next(methods.length)] : 'POST',
    target: target.replaceAll(/[^\x21-\x7e]/g, (sign) => encodeURIComponent(sign.toWellFormed())),
    headers: sent,
    body,
  };
}

/** Sends it to the letter. @returns the status and how long the whole answer took, or the beginning of a stream; fails when none comes in 10 s */
export function timeRequest(url, { method, target, headers: sent, body }, agent) {
  return new Promise((resolve, reject) => {
    const began = performance.now();
    // node leaves it out where a body is unusual, and what follows would be read as another request
    const withLength = { ...sent, 'content-length': Buffer.byteLength(body) };
    const sending = request(url, { method, path: target, headers: withLength, agent, timeout: 10_000 }, (response) => {
      const answered = () => resolve({ status: response.statusCode, ms: performance.now() - began });
      if (response.headers['content-type']?.startsWith('text/event-stream')) {
        // a stream may have no end: what it begins with is the answer
        response.once('data', () => {
          answered();
          response.destroy();
        });
        return;
      }
      response.resume().once('end', answered);
      response.once('error', reject);
    });
    sending.once('timeout', () => sending.destroy(new Error('no answer within 10 s')));
    sending.once('error', (cause) => reject(new Error(`${method} ${target} failed: ${cause.message}`, { cause })));
    sending.end(body);
  });
}
