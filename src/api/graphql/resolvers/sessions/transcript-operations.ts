import { Args, Ctx, Query, Resolver } from 'type-graphql';
import type { SessionTranscriptService } from '../../../../domain/sessions/transcript-service.ts';
import { Operation } from '../../../contract/decorators.ts';
import { SessionTranscript, SessionTranscriptArguments } from '../../../contract/types/sessions/transcript.ts';
import type { RequestContext } from '../../../http/request-context.ts';

@Resolver()
export class SessionTranscriptOperations {
  readonly #transcripts: SessionTranscriptService;

  constructor(transcripts: SessionTranscriptService) {
    this.#transcripts = transcripts;
  }

  @Query(() => SessionTranscript, { description: 'The transcript of a session' })
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
