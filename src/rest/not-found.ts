import type { FastifyReply } from 'fastify';

/** ServiceStack's answer where there is nothing. @returns what is left to send */
export function notFound(reply: FastifyReply): string {
  reply.code(404).type('text/plain');
  return '404';
}
