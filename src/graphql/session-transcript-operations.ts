import { Args, Ctx, Query, Resolver } from 'type-graphql';
import type { RequestContext } from '../auth/request-context.ts';
import { Operation } from '../contract/decorators.ts';
import { SessionTranscript, SessionTranscriptArguments } from '../contract/types/session-transcript.ts';
import type { SessionTranscriptService } from '../sessions/session-transcripts.ts';

@Resolver()
export class SessionTranscriptOperations {
  readonly #transcripts: SessionTranscriptService;

  constructor(transcripts: SessionTranscriptService) {
    this.#transcripts = transcripts;
  }

  @Query(() => SessionTranscript, { description: 'What was said in a session' })
  @Operation({
    request: 'GetSessionTranscript',
    requestNamespace: 'Voice.Api.Sessions',
    routes: [{ verb: 'GET', path: '/sessions/{id}/transcript' }],
    roles: ['User'],
  })
  async sessionTranscript(
    @Ctx() { principal }: RequestContext,
    @Args(() => SessionTranscriptArguments) args: SessionTranscriptArguments,
  ): Promise<SessionTranscript> {
    const { id, includeHistorical, historicalCutOffDate = null } = args;
    return { messages: await this.#transcripts.read(principal, id, { includeHistorical, historicalCutOffDate }) };
  }
}
